//! Section 7: measures, automated decisions, remarks, documents.

use register::activity::{ImpactAssessment, RemarkKind};
use register::measure::Measure;
use register::resolve::Standing;
use register::statement::{Field, Statement};

use super::context::{Context, fact_row};
use super::lines::{Lines, joined, paragraph};
use super::sheet::{Sheet, headed, row, table};
use super::{versions, words};
use crate::document::{Block, Cell, Fact, FactRow, Flow, Inline, Inlines, List, ListItem, TableRow};

impl Sheet<'_> {
    /// Everything that no numbered section holds.
    pub(super) fn further(&self) -> Vec<Block> {
        let mut facts = Vec::new();
        facts.extend(self.measures());
        if self.activity.is_none() {
            let own = &self.context.input.organisation.defaults.impact_assessment;
            facts
                .extend(self.value_row(words::IMPACT_ASSESSMENT, own, own, |it| self.context.assessment(it)));
        }
        facts.extend(self.automated_decisions());
        if let Some(activity) = self.activity {
            let mut documents = activity.documents.clone();
            documents.sort_by_key(|id| self.context.directory.document(*id).map(|(number, _)| number));
            let documents = joined(documents.into_iter().map(|id| self.context.document(id)), "\n");
            if !documents.is_empty() {
                facts.push(fact_row(words::ANNEXES, documents));
            }
        }
        let mut blocks = Vec::new();
        if !facts.is_empty() {
            blocks.push(Block::Facts(facts));
        }
        blocks.extend(headed(words::REMARKS, self.remarks()));
        blocks.extend(self.information());
        blocks
    }

    fn measures(&self) -> Option<FactRow> {
        let list = &self.resolved.measures;
        let place = self.resolved.common.place;
        let is_silent = list.standing == Standing::NotStated && list.items.is_empty();
        if is_silent && !self.owes_answers() {
            return None;
        }
        let mut value = Cell::new();
        if list.standing != Standing::Given {
            let mut lines = Lines::after(self.origin(list.stated_in, place));
            lines.whole(self.context.standing(&list.standing));
            value.extend(lines.cell());
        }
        let items: Vec<ListItem> = list
            .items
            .iter()
            .map(|placed| {
                let origin = self.origin(placed.stated_in, place);
                let mut content = self.context.measure(placed.item, origin);
                if self.is_undecided(placed.item.id) {
                    versions::add_mark(&mut content);
                }
                ListItem { label: "–".into(), content }
            })
            .collect();
        if !items.is_empty() {
            value.push(Flow::List(List { items }));
        }
        let inherited = list.items.iter().all(|placed| placed.stated_in != place) && list.stated_in != place;
        let fact = Fact { label: words::MEASURES.to_owned(), value };
        Some(FactRow { facts: vec![fact], inherited, anchor: None })
    }

    /// Art. 22: asked of every activity, since silence would leave the question open.
    fn automated_decisions(&self) -> Option<FactRow> {
        let default = &self.context.input.organisation.defaults.information.automated_decisions;
        let activity = self.activity?;
        let own = &activity.information.automated_decisions;
        if is_silent(own) && !is_silent(default) {
            return Some(fact_row(words::AUTOMATED, self.context.see_defaults(words::SEE_PART_A)));
        }
        self.value_row(words::AUTOMATED, own, default, |text| words_of(text))
            .or_else(|| Some(fact_row(words::AUTOMATED, self.context.standing(&Standing::NotStated))))
    }

    /// A field with one value as a row; none where it is silent.
    pub(super) fn value_row<T>(
        &self,
        label: &str,
        own: &Field<T>,
        default: &Field<T>,
        content: impl Fn(&T) -> Inlines,
    ) -> Option<FactRow> {
        if is_silent(own) {
            return None;
        }
        let (value, inherited) = self.context.value(own, default, self.activity.is_none(), content);
        Some(FactRow { inherited, ..fact_row(label, value) })
    }

    fn remarks(&self) -> Option<Block> {
        let grouped = !self.resolved.groups.is_empty();
        let mut rows = Vec::new();
        for scope in self.resolved.scopes() {
            for remark in scope.remarks {
                let mut topic = Lines::default();
                topic.text(remark.topic.as_deref().unwrap_or_default());
                let kind = self.context.language.name(&remark.kind);
                match remark.kind {
                    RemarkKind::Negative => {
                        topic.line().push(Inline::bold(kind));
                    }
                    RemarkKind::Advice => {
                        topic.text(&kind);
                    }
                    RemarkKind::Description => {}
                }
                let mut text = paragraph(vec![Inline::text(remark.text.as_str())]);
                if self.is_undecided(remark.id) {
                    versions::add_mark(&mut text);
                }
                let mut cells = vec![topic.cell(), text];
                if grouped {
                    cells.insert(0, paragraph(vec![Inline::bold(self.letters(scope.place))]));
                }
                rows.push(TableRow::Row(row(cells)));
            }
        }
        if grouped {
            table(&[1.0, 2.0, 5.0], &[words::GROUP, words::TOPIC, words::STATEMENT], rows)
        } else {
            table(&[1.0, 4.5], &[words::TOPIC, words::STATEMENT], rows)
        }
    }
}

impl Context<'_> {
    /// A field with one value, resolved: the content and whether it is taken over. Both parts of a field that takes
    /// over and adds are given.
    pub(super) fn value<T>(
        &self,
        own: &Field<T>,
        default: &Field<T>,
        is_default: bool,
        content: impl Fn(&T) -> Inlines,
    ) -> (Inlines, bool) {
        let taken_over = |lines: &mut Lines| {
            let source = if is_default { own } else { default };
            match source {
                Field::Own(statement) => lines.whole(self.statement(statement, &content)),
                Field::Append { value, .. } => lines.whole(content(value)),
                Field::Inherit { .. } => {
                    let note = Some(self.broken.as_str());
                    lines.whole(self.standing(&Standing::AnnouncedButEmpty { note }))
                }
            };
        };
        match own {
            Field::Own(statement) => (self.statement(statement, &content), false),
            Field::Inherit { .. } => {
                let mut lines = Lines::after(Some(Inline::origin(words::FROM_DEFAULTS)));
                taken_over(&mut lines);
                (lines.inlines(), true)
            }
            Field::Append { value, .. } => {
                let mut lines = Lines::default();
                if !is_default {
                    lines = Lines::after(Some(Inline::origin(words::FROM_DEFAULTS)));
                    taken_over(&mut lines);
                }
                lines.whole(content(value));
                (lines.inlines(), false)
            }
        }
    }

    /// The result of the threshold test.
    pub(super) fn assessment(&self, assessment: &ImpactAssessment) -> Inlines {
        let mut name = self.language.name(assessment);
        if let Some(first) = name.get(..1).map(str::to_uppercase) {
            name.replace_range(..1, &first);
        }
        let reasoned =
            |reason: &str| vec![Inline::bold(format!("{name}:")), Inline::text(format!(" {reason}"))];
        match assessment {
            ImpactAssessment::NotNeeded { reason } | ImpactAssessment::Required { reason } => {
                reasoned(reason)
            }
            ImpactAssessment::MadeCentrally { body } => reasoned(body),
            ImpactAssessment::Made { date, document } => {
                let date =
                    date.map(|date| vec![Inline::text(format!("am {}", self.language.short_date(date)))]);
                let document = document.map(|id| self.document(id));
                joined([Some(vec![Inline::bold(name.as_str())]), date, document].into_iter().flatten(), " ")
            }
        }
    }

    /// A measure with the set it stands in and the goals it serves.
    pub(super) fn measure(&self, measure: &Measure, origin: Option<Inline>) -> Cell {
        let mut lines = Lines::after(origin);
        if let Some(set) = measure.set {
            lines.line().push(Inline::text(format!("{} ", words::SEE))).extend(self.measure_set(set));
        }
        lines.text(&measure.text);
        let goals: Vec<String> = measure.goals.iter().map(|goal| self.language.goal(goal)).collect();
        lines.optional(words::GOALS, Some(&goals.join(", ")));
        lines.optional(words::CONDITION, measure.condition.as_deref());
        lines.cell()
    }

    /// A pointer to the page of the defaults.
    pub(super) fn see_defaults(&self, text: &str) -> Inlines {
        vec![Inline::text(text), Inline::page_of("a", "Zu den Vorgaben in Teil A"), Inline::text(".")]
    }
}

pub(super) fn is_silent<T>(field: &Field<T>) -> bool {
    matches!(field, Field::Own(Statement::NotStated))
}

pub(super) fn words_of(text: &str) -> Inlines {
    vec![Inline::text(text)]
}
