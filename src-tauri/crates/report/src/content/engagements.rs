//! The chains of processing on behalf: who works for whom, as an indented list.

use register::engagement::{EngagedBy, Engagement, EngagementRole, Location};
use register::id::ItemId;
use register::statement::{Selection, Statement};

use super::lines::{Lines, joined};
use super::sheet::Sheet;
use super::{versions, words};
use crate::document::{Block, Flow, Inline, Inlines, List, ListItem, Style};

impl Sheet<'_> {
    /// "AV 1", "UA 2", "BS 1".
    pub(super) fn engagement_label(&self, engagement: &Engagement) -> String {
        let letters = match engagement.role {
            EngagementRole::Processor => "AV",
            EngagementRole::SubProcessor => "UA",
            EngagementRole::JointController | EngagementRole::Controller | EngagementRole::Unclear => "BS",
        };
        self.label(letters, engagement.id)
    }

    /// The party's name, how an unnamed one is called, or a mark.
    pub(super) fn engaged_name(&self, engagement: &Engagement, style: Style) -> Inlines {
        let mut inlines = match (engagement.party, &engagement.described_as) {
            (Some(party), None) => self.context.body(party, style),
            (Some(party), Some(description)) => {
                let mut inlines = self.context.body(party, style);
                inlines.push(Inline::text(format!(" ({description})")));
                inlines
            }
            (None, Some(description)) => vec![
                Inline::Text { text: description.clone(), style, hyphenate: true },
                Inline::text(" "),
                Inline::gap(words::NAME_NOT_STATED),
            ],
            (None, None) => vec![Inline::gap(words::NAME_NOT_STATED)],
        };
        if engagement.enumeration == register::data::Enumeration::Open {
            inlines.insert(0, Inline::text(self.context.language.example("")));
        }
        inlines
    }

    /// The chains, or the state of the field.
    pub(super) fn engagements(&self) -> Vec<Block> {
        let list = &self.resolved.engagements;
        let mut content = Vec::new();
        if list.standing != register::resolve::Standing::Given {
            let mut lines = Lines::after(self.origin(list.stated_in, self.resolved.common.place));
            lines.whole(self.context.standing(&list.standing));
            content.push(Block::Paragraph(lines.inlines()));
        }
        let items = self.chain();
        if !items.is_empty() {
            content.push(Block::List(List { items }));
        }
        let silent = matches!(list.standing, register::resolve::Standing::NotStated) && list.items.is_empty();
        if silent && !self.owes_answers() {
            return Vec::new();
        }
        content.insert(0, Block::Subsection { title: words::PROCESSING_ON_BEHALF.to_owned() });
        content
    }

    /// Every engagement once, below the first one that engages it.
    fn chain(&self) -> Vec<ListItem> {
        let mut printed = Vec::new();
        let mut items = Vec::new();
        for placed in &self.resolved.engagements.items {
            if self.first_principal(placed.item).is_none() {
                items.extend(self.link(placed.item, &mut printed));
            }
        }
        // What only a circle leads to would otherwise be lost.
        for placed in &self.resolved.engagements.items {
            items.extend(self.link(placed.item, &mut printed));
        }
        items
    }

    fn first_principal(&self, engagement: &Engagement) -> Option<ItemId> {
        let EngagedBy::Engagements { ids } = &engagement.engaged_by else {
            return None;
        };
        let known = |id: &&ItemId| self.resolved.engagements.items.iter().any(|each| each.item.id == **id);
        ids.iter().find(known).copied()
    }

    fn link(&self, engagement: &Engagement, printed: &mut Vec<ItemId>) -> Option<ListItem> {
        if printed.contains(&engagement.id) {
            return None;
        }
        printed.push(engagement.id);
        let below = self.resolved.engagements.items.iter();
        let below = below.filter(|placed| self.first_principal(placed.item) == Some(engagement.id));
        let items: Vec<ListItem> = below.filter_map(|placed| self.link(placed.item, printed)).collect();
        let mut content = vec![Flow::Paragraph(self.details(engagement))];
        if self.is_undecided(engagement.id) {
            versions::add_mark(&mut content);
        }
        if !items.is_empty() {
            content.push(Flow::List(List { items }));
        }
        Some(ListItem { label: self.engagement_label(engagement), content })
    }

    fn details(&self, engagement: &Engagement) -> Inlines {
        let (context, place) = (self.context, self.resolved.common.place);
        let stated_in = self.resolved.engagements.items.iter().find(|each| each.item.id == engagement.id);
        let mut lines = Lines::after(stated_in.and_then(|each| self.origin(each.stated_in, place)));
        lines.whole(self.engaged_name(engagement, Style::Bold));
        let party = engagement.party.and_then(|id| context.directory.party(id));
        let mut has_seat = false;
        if let Some(party) = party {
            for address in &party.contact.addresses {
                lines.whole(context.address(address));
            }
            has_seat = !party.contact.addresses.is_empty() || party.country.is_some();
            if party.contact.addresses.is_empty() {
                lines.text(&party.country.as_ref().map(|c| context.language.country(c)).unwrap_or_default());
            }
        }
        if !matches!(engagement.role, EngagementRole::Processor | EngagementRole::SubProcessor) {
            lines.labelled(words::ROLE, vec![Inline::text(context.language.name(&engagement.role))]);
        }
        match &engagement.service {
            Some(service) => lines.optional(words::SERVICE, Some(service)),
            None => lines.labelled(words::SERVICE, vec![Inline::gap(words::NOT_STATED)]),
        };
        if let Some(system) = engagement.system {
            lines.labelled(words::SYSTEM, context.body(system, Style::Regular));
        }
        lines.labelled(words::ENGAGED_BY, self.principals(engagement));
        let mut places = Vec::new();
        if engagement.seat != Location::NotStated || !has_seat {
            places.push(labelled(words::SEAT, context.location(&engagement.seat)));
        }
        places.push(labelled(words::LOCATION, context.location(&engagement.processing_location)));
        lines.whole(joined(places, " · "));
        if engagement.role != EngagementRole::Controller || engagement.contract != Statement::NotStated {
            lines.labelled(words::CONTRACT, context.contract(&engagement.contract));
        }
        if let Selection::Only(groups) = &engagement.groups {
            let letters: Vec<String> = groups.iter().map(|group| self.letter(*group)).collect();
            lines.optional(words::GROUPS, Some(&letters.join(", ")));
        }
        lines.labelled(words::DATA, self.some_data(&engagement.data, place));
        lines.optional(words::CONDITION, engagement.condition.as_deref());
        lines.labelled(words::VALIDITY, context.validity(engagement.validity));
        lines.optional(words::NOTE, engagement.note.as_deref());
        lines.inlines()
    }

    /// On whose behalf, where that does not follow from the role.
    fn principals(&self, engagement: &Engagement) -> Inlines {
        match &engagement.engaged_by {
            EngagedBy::Controller if engagement.role == EngagementRole::SubProcessor => {
                vec![Inline::text(words::THE_CONTROLLER)]
            }
            EngagedBy::Controller => Inlines::new(),
            EngagedBy::NotStated => vec![Inline::gap(words::NOT_STATED)],
            EngagedBy::Engagements { ids } => {
                let principal = |id: &ItemId| {
                    let each = self.resolved.engagements.items.iter().find(|each| each.item.id == *id);
                    let Some(each) = each else {
                        return vec![Inline::gap(words::RECORD_MISSING)];
                    };
                    let name = each.item.party.map(|party| self.context.short_name(party));
                    let label = self.engagement_label(each.item);
                    vec![Inline::name(name.map_or_else(|| label.clone(), |name| format!("{label} {name}")))]
                };
                joined(ids.iter().map(principal), " und ")
            }
        }
    }
}

fn labelled(label: &str, mut value: Inlines) -> Inlines {
    value.insert(0, Inline::text(format!("{label}: ")));
    value
}
