//! The title page.

use super::Composer;
use super::flow::Column;
use super::grid::{
    BOTTOM, COVER_NUMBER, COVER_SUBTITLE, COVER_TITLE, GUTTER, H2, LEFT, OPENING_BAR, RIGHT, RULE_STRONG,
    RULE_THIN, TABLE, TEXT, TOP, WIDTH, column, mm,
};
use super::paragraph::{set, set_text};
use super::table::Measured;
use crate::document::{Count, Cover, CoverNote, Inline};
use crate::page::{Artifact, Ink, Painter, ROOT, Role, Shape};

/// Where the parts begin if those above leave the room.
const TITLE_TOP: f32 = mm(57.0);
const FACTS_TOP: f32 = mm(112.7);

impl Composer<'_> {
    pub(super) fn place_cover(&mut self, cover: &Cover) {
        self.new_page(false);
        if let Some(page) = self.furniture.last_mut() {
            page.bare = true;
        }
        let chapter = self.book.add_node(ROOT, Role::Sect, Vec::new());
        self.chapter = Some(chapter);
        let bar = Shape::Bar {
            x: LEFT,
            y: TOP - OPENING_BAR / 2.0,
            width: WIDTH,
            height: OPENING_BAR,
            ink: Ink::Blue,
        };
        self.book.paint(Painter::Artifact(Artifact::Layout), bar);
        self.y = TOP + mm(2.6);

        let edition = Column::of(
            self.setting,
            &[Inline::text(cover.edition.as_str())],
            TEXT.whole_words(),
            WIDTH / 2.0,
        );
        let room = WIDTH - edition.used_width() - GUTTER;
        let organisation = Column::of(self.setting, &[Inline::text(cover.organisation.as_str())], H2, room);
        let edition_y = self.y + H2.baseline() - TEXT.baseline();
        let node = self.book.add_node(chapter, Role::P, Vec::new());
        let page = self.book.pages.len();
        self.place_column(organisation, LEFT, node);
        let node = self.book.add_node(chapter, Role::P, Vec::new());
        if page == self.book.pages.len() {
            self.paint_column(edition, (RIGHT, edition_y), true, Painter::Node(node));
        } else {
            self.place_column(edition, LEFT, node);
        }

        self.reach(TITLE_TOP, mm(10.0));
        let title = Column::of(self.setting, &[Inline::text(cover.title.as_str())], COVER_TITLE, WIDTH);
        let node = self.book.add_node(chapter, Role::Title, Vec::new());
        self.place_column(title, LEFT, node);
        self.y += mm(4.6);
        for line in &cover.subtitle {
            let subtitle = Column::of(self.setting, &[Inline::text(line.as_str())], COVER_SUBTITLE, WIDTH);
            let node = self.book.add_node(chapter, Role::P, Vec::new());
            self.place_column(subtitle, LEFT, node);
        }
        if !cover.facts.is_empty() {
            self.reach(FACTS_TOP, mm(10.0));
            let facts = Measured::facts(self.setting, &cover.facts, TEXT.bold(), TEXT);
            self.open(0.0, facts.start_height());
            self.place_table(facts);
        }
        self.place_counts(&cover.counts);
        if let Some(note) = &cover.note {
            self.place_cover_note(note);
        }
        self.chapter = None;
    }

    /// Moves down to `target`, or by `least` where text already stands there.
    fn reach(&mut self, target: f32, least: f32) {
        self.y = if self.book.pages.len() == 1 && self.y + least <= target { target } else { self.y + least };
    }

    fn place_counts(&mut self, counts: &[Count]) {
        for row in counts.chunks(4) {
            let columns: Vec<Column> = row
                .iter()
                .map(|count| {
                    let width = mm(14.08) * 3.0 - GUTTER;
                    let mut column = Column::default();
                    let root = column.root();
                    let number = format!("{} ", count.number);
                    column.add(set_text(self.setting, &number, COVER_NUMBER, width), COVER_NUMBER, 0.0, root);
                    column.add(set_text(self.setting, &count.meaning, TABLE, width), TABLE, 0.0, root);
                    column
                })
                .collect();
            let height = columns.iter().map(|column| column.height).fold(0.0, f32::max);
            self.open(mm(7.0), height);
            for (index, column_text) in columns.into_iter().enumerate() {
                let node = self.book.add_node(self.parent(), Role::P, Vec::new());
                let x = column(1.0 + 3.0 * index as f32);
                self.paint_column(column_text, (x, self.y), false, Painter::Node(node));
            }
            self.y += height;
        }
    }

    /// The note stands at the foot of the page, or after what stands there already.
    fn place_cover_note(&mut self, note: &CoverNote) {
        let (value, detail) = (column(4.0), column(6.0));
        let label = Column::of(
            self.setting,
            &[Inline::text(note.label.as_str())],
            TABLE.bold(),
            value - GUTTER - LEFT,
        );
        let text: Vec<Column> =
            note.text.iter().map(|text| Column::of(self.setting, text, TABLE, RIGHT - value)).collect();
        let details: Vec<Column> = note
            .details
            .iter()
            .map(|(name, text)| {
                let mut column = Column::default();
                let root = column.root();
                let name = format!("{name} ");
                column.add(set_text(self.setting, &name, TABLE, detail - GUTTER - value), TABLE, 0.0, root);
                let height = std::mem::take(&mut column.height);
                let text = set(self.setting, text, TABLE, RIGHT - detail);
                column.add(text, TABLE, detail - value, root);
                column.height = column.height.max(height);
                column
            })
            .collect();
        let gap = mm(1.8);
        let height: f32 = text.iter().chain(&details).map(|column| column.height).sum::<f32>() + 2.0 * gap;
        let end = BOTTOM - mm(0.5);
        if self.y + mm(10.0) + height <= end {
            self.y = end - height;
        } else {
            self.new_page(false);
        }
        self.rule(LEFT, if self.at_top() { RULE_STRONG } else { RULE_THIN });
        self.y += gap;
        let node = self.book.add_node(self.parent(), Role::P, Vec::new());
        let below_label = self.y + label.height;
        self.paint_column(label, (LEFT, self.y), false, Painter::Node(node));
        for paragraph in text {
            let node = self.book.add_node(self.parent(), Role::P, Vec::new());
            self.place_column(paragraph, value, node);
        }
        self.y += gap;
        for row in details {
            let node = self.book.add_node(self.parent(), Role::P, Vec::new());
            self.place_column(row, value, node);
        }
        self.y = self.y.max(below_label);
    }
}
