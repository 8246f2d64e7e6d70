//! Part B: processors of the whole register with their sub-processors, further parties, systems.

use register::engagement::{EngagedBy, Engagement, EngagementRole};
use register::id::{ItemId, RecordId};
use register::statement::Statement;

use super::context::Context;
use super::lines::{Lines, paragraph};
use super::sheet::{Sheet, row, table};
use super::words;
use crate::document::{Block, Cell, Inline, Inlines, Row, Section, Style, TableRow, Title};

/// Who processes on behalf: a party, or one engagement of somebody unnamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Party(RecordId),
    Unnamed(ItemId),
}

impl From<&Engagement> for Who {
    fn from(engagement: &Engagement) -> Self {
        engagement.party.map_or(Self::Unnamed(engagement.id), Self::Party)
    }
}

/// A processor with everything it is engaged for.
struct Processor<'a> {
    who: Who,
    principal: Option<usize>,
    /// Each engagement with the sheet it stands on.
    engagements: Vec<(&'a Sheet<'a>, &'a Engagement)>,
}

/// The blocks of part B.
pub(super) fn blocks(context: &Context<'_>) -> Vec<Block> {
    let mut sheets = vec![Sheet::of_defaults(context)];
    let numbered = (1..).zip(context.input.activities);
    sheets.extend(numbered.map(|(number, (_, activity))| Sheet::of_activity(context, number, activity)));
    let processors = processors(&sheets);
    let mut blocks = vec![Block::Title(Title {
        eyebrow: format!("{} B", words::PART),
        title: words::PARTIES.to_owned(),
        short: format!("B {}", words::PARTIES_SHORT),
        anchor: Some("b".into()),
        ..Title::default()
    })];
    let mut rows = Vec::new();
    add_rows(context, &processors, None, 0, &mut rows);
    let head =
        [words::NUMBER, words::NAME_AND_ADDRESS, words::SERVICE, words::CONTRACT, words::NEXT_CHECK_HEAD];
    let note = Block::Note(vec![Inline::text(words::PROCESSORS_NOTE)]);
    let of_processors = table(&[1.0, 2.3, 6.2, 8.9, 11.4], &head, rows).map(|table| vec![table, note]);
    let others = other_parties(context, &processors);
    let head = [words::NAME_AND_ADDRESS, words::PART_IN_REGISTER];
    let others = table(&[1.0, 7.5], &head, others).map(|table| vec![table]);
    let head = [words::SYSTEM, words::VENDOR];
    let systems = table(&[1.0, 7.5], &head, systems(context)).map(|table| vec![table]);
    let sections =
        [(words::PROCESSORS, of_processors), (words::OTHER_PARTIES, others), (words::SYSTEMS, systems)];
    for (index, (title, content)) in (1..).zip(sections) {
        let (number, title) = (format!("B.{index}"), title.to_owned());
        blocks.push(Block::Section(Section { number, title, anchor: None }));
        let nothing = || vec![Block::Paragraph(vec![Inline::text(words::NOTHING_HERE)])];
        blocks.extend(content.unwrap_or_else(nothing));
    }
    blocks
}

/// The processors in the order in which the register names them, each once.
fn processors<'a>(sheets: &'a [Sheet<'a>]) -> Vec<Processor<'a>> {
    let mut processors: Vec<Processor<'a>> = Vec::new();
    for sheet in sheets {
        let engagements = || sheet.resolved.engagements.items.iter().map(|placed| placed.item);
        let on_behalf = |engagement: &&Engagement| {
            matches!(engagement.role, EngagementRole::Processor | EngagementRole::SubProcessor)
        };
        for engagement in engagements().filter(on_behalf) {
            let who = Who::from(engagement);
            match processors.iter_mut().find(|each| each.who == who) {
                Some(known) => known.engagements.push((sheet, engagement)),
                None => {
                    let engagements = vec![(sheet, engagement)];
                    processors.push(Processor { who, principal: None, engagements });
                }
            }
        }
    }
    // Below whom: the first principal named, unless that would lead back.
    for index in 0..processors.len() {
        let principal = processors[index].engagements.iter().find_map(|(sheet, engagement)| {
            let EngagedBy::Engagements { ids } = &engagement.engaged_by else {
                return None;
            };
            let items = &sheet.resolved.engagements.items;
            let engaging = ids.iter().find_map(|id| items.iter().find(|each| each.item.id == *id))?;
            let who = Who::from(engaging.item);
            processors.iter().position(|each| each.who == who)
        });
        let mut above = principal;
        while let Some(at) = above.filter(|at| *at != index) {
            above = processors[at].principal;
        }
        if above.is_none() {
            processors[index].principal = principal;
        }
    }
    processors
}

fn add_rows(
    context: &Context<'_>,
    processors: &[Processor<'_>],
    principal: Option<usize>,
    level: u8,
    rows: &mut Vec<TableRow>,
) {
    for (index, processor) in processors.iter().enumerate() {
        if processor.principal == principal {
            rows.push(TableRow::Row(processor_row(context, processor, level)));
            add_rows(context, processors, Some(index), level.saturating_add(1), rows);
        }
    }
}

fn processor_row(context: &Context<'_>, processor: &Processor<'_>, level: u8) -> Row {
    let style = if level == 0 { Style::Bold } else { Style::Regular };
    let (name, anchor) = match processor.who {
        Who::Party(party) => (body_lines(context, party, style).inlines(), context.directory.anchor(party)),
        Who::Unnamed(_) => {
            let unnamed = processor.engagements.first();
            let name = unnamed.map(|(sheet, engagement)| sheet.engaged_name(engagement, style));
            (name.unwrap_or_default(), None)
        }
    };
    let mut services: Vec<Inlines> = Vec::new();
    let mut places: Vec<Inlines> = Vec::new();
    let mut contracts: Vec<Inlines> = Vec::new();
    let mut checks: Vec<Inlines> = Vec::new();
    for (sheet, engagement) in &processor.engagements {
        let service = engagement.service.as_deref().map(Inline::text);
        add(&mut services, vec![service.unwrap_or_else(|| Inline::gap(words::NOT_STATED))]);
        let label = sheet.engagement_label(engagement);
        let anchor = if sheet.activity.is_some() { format!("t{}", sheet.number) } else { "a".to_owned() };
        let place = format!("{}\u{2011}{}", sheet.number, label.replace(' ', "\u{a0}"));
        let description = format!("Zu {place}");
        add(&mut places, vec![Inline::link_to(place, anchor, description)]);
        add(&mut contracts, contract(context, engagement));
        if let Statement::Given { value } = &engagement.contract {
            add(&mut checks, value.next_check.map(|date| context.date(date)).unwrap_or_default());
        }
    }
    let cells =
        vec![stacked(places), paragraph(name), stacked(services), stacked(contracts), stacked(checks)];
    Row { cells, level: level.min(1), anchor, ..Row::default() }
}

/// The contract in short: number of the document and day.
fn contract(context: &Context<'_>, engagement: &Engagement) -> Inlines {
    context.statement(&engagement.contract, |contract| {
        let mut lines = Lines::default();
        if let Some((number, _)) = contract.document.and_then(|id| context.directory.document(id)) {
            let (text, description) = (format!("D {number}"), format!("Dokument {number} in Teil C"));
            lines.line().push(Inline::link_to(text, format!("d{number}"), description));
        }
        if let Some(date) = contract.concluded_on {
            lines.whole(context.date(date));
        }
        let inlines = lines.inlines();
        if inlines.is_empty() { vec![Inline::text(words::CONTRACT_EXISTS)] } else { inlines }
    })
}

fn add(all: &mut Vec<Inlines>, one: Inlines) {
    if !one.is_empty() && !all.contains(&one) {
        all.push(one);
    }
}

fn stacked(parts: Vec<Inlines>) -> Cell {
    parts.into_iter().flat_map(paragraph).collect()
}

/// Everything that is known of a party. Its name stands here and is no link.
fn body_lines(context: &Context<'_>, id: RecordId, style: Style) -> Lines {
    let mut lines = Lines::default();
    let Some(party) = context.directory.party(id) else {
        lines.push(Inline::gap(words::RECORD_MISSING));
        return lines;
    };
    lines.push(Inline::Text { text: party.name.clone(), style, hyphenate: false });
    if let Some(short) = party.short_name.as_ref().filter(|short| **short != party.name) {
        lines.push(Inline::Text { text: format!(" ({short})"), style, hyphenate: false });
    }
    lines.whole(context.undecided_mark(id));
    lines.text(&context.language.name(&party.kind));
    context.contact(&mut lines, &party.contact);
    context.country(&mut lines, party);
    if party.contact.addresses.is_empty() {
        lines.line().push(Inline::gap(words::ADDRESS_NOT_STATED));
    }
    lines.optional(words::REGISTRATION, party.registration.as_deref());
    lines.optional(words::NOTE, party.note.as_deref());
    lines
}

fn other_parties(context: &Context<'_>, processors: &[Processor<'_>]) -> Vec<TableRow> {
    let is_processor = |id| processors.iter().any(|each| each.who == Who::Party(id));
    context
        .directory
        .bodies()
        .filter(|id| context.directory.party(*id).is_some() && !is_processor(*id))
        .map(|id| {
            let roles: Vec<Inlines> =
                context.directory.roles(id).into_iter().map(|role| vec![Inline::text(role)]).collect();
            let cells = vec![body_lines(context, id, Style::Bold).cell(), stacked(roles)];
            TableRow::Row(Row { anchor: context.directory.anchor(id), ..row(cells) })
        })
        .collect()
}

fn systems(context: &Context<'_>) -> Vec<TableRow> {
    let directory = &context.directory;
    let systems = directory.bodies().filter_map(|id| directory.system(id).map(|system| (id, system)));
    systems
        .map(|(id, system)| {
            let mut lines = Lines::default();
            lines.push(Inline::bold(system.name.as_str()));
            lines.whole(context.undecided_mark(id));
            lines.text(system.description.as_deref().unwrap_or_default());
            lines.whole(system.web.iter().map(|web| super::context::linked(web)).collect());
            let mut ties = Lines::default();
            match system.vendor {
                Some(vendor) => ties.whole(context.body(vendor, Style::Regular)),
                None => ties.push(Inline::gap(words::NOT_STATED)),
            };
            if let Some(whole) = system.part_of {
                ties.labelled(words::PART_OF, context.body(whole, Style::Regular));
            }
            let cells = vec![lines.cell(), ties.cell()];
            TableRow::Row(Row { anchor: directory.anchor(id), ..row(cells) })
        })
        .collect()
}

impl Context<'_> {
    /// A system in the head of an activity: name, vendor, what it belongs to.
    pub(super) fn system_line(&self, id: RecordId) -> Inlines {
        let mut inlines = self.body(id, Style::Regular);
        let Some(system) = self.directory.system(id) else {
            return inlines;
        };
        let mut tie = |label: &str, other: Option<RecordId>| {
            if let Some(other) = other {
                inlines.push(Inline::text(format!(" · {label}: ")));
                inlines.extend(self.body(other, Style::Regular));
            }
        };
        tie(words::VENDOR, system.vendor);
        tie(words::PART_OF, system.part_of);
        inlines
    }
}
