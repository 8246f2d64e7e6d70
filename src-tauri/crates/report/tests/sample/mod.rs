//! A small register, with everything the engine can print.

use chrono::NaiveDate;
use report::document::{
    Attachment, Block, Cell, Column, Count, Cover, CoverNote, Document, Fact, FactRow, Flow, Group, Inline,
    Inlines, List, ListItem, Mark, Reading, Relationship, Row, Section, Style, Table, TableRow, Target,
    Title, Wording, cell,
};

/// The day the sample is printed.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date")
}

/// A document that holds `blocks` only.
pub(crate) fn of_blocks(blocks: Vec<Block>) -> Document {
    Document {
        title: "Verzeichnis von Verarbeitungstätigkeiten".into(),
        language: "de-DE".into(),
        organisation: "Schule Musterhofen".into(),
        name: "Verzeichnis von Verarbeitungstätigkeiten".into(),
        footer: "Stand 21.11.2026 · Fassung 7".into(),
        wording: Wording::german(),
        cover: None,
        blocks,
        attachment: None,
    }
}

pub(crate) fn title(title: &str, short: &str, eyebrow: &str, anchor: &str) -> Block {
    Block::Title(Title {
        eyebrow: eyebrow.into(),
        title: title.into(),
        short: short.into(),
        status: Vec::new(),
        anchor: Some(anchor.into()),
    })
}

pub(crate) fn section(number: &str, title: &str) -> Block {
    Block::Section(Section { number: number.into(), title: title.into(), anchor: None })
}

pub(crate) fn row(cells: Vec<Cell>) -> TableRow {
    TableRow::Row(Row { cells, ..Row::default() })
}

fn inherited(cells: Vec<Cell>) -> TableRow {
    TableRow::Row(Row { cells, inherited: true, ..Row::default() })
}

fn group(number: &str, title: &str, note: &str) -> TableRow {
    let note = if note.is_empty() { Vec::new() } else { vec![Inline::text(note)] };
    TableRow::Group(Group { number: number.into(), title: title.into(), note })
}

fn rich(inlines: Inlines) -> Cell {
    vec![Flow::Paragraph(inlines)]
}

fn fact(label: &str, value: Cell) -> Fact {
    Fact { label: label.into(), value }
}

fn facts(facts: Vec<Fact>) -> FactRow {
    FactRow { facts, inherited: false, anchor: None }
}

fn none() -> Inlines {
    vec![Inline::bold("Keine"), Inline::text(" – ausdrücklich so angegeben")]
}

pub(crate) fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn cover() -> Cover {
    Cover {
        organisation: "Schule Musterhofen".into(),
        edition: "Fassung 7 · Stand 21.11.2026".into(),
        title: "Verzeichnis von Verarbeitungstätigkeiten".into(),
        subtitle: vec![
            "nach Art. 30 Abs. 1 DSGVO, geführt als Verantwortlicher".into(),
            "Gliederung „Bayern“".into(),
        ],
        facts: vec![
            facts(vec![fact(
                "Verantwortlicher",
                rich(vec![Inline::name(
                    "Schule Musterhofen, vertreten durch die Schulleitung\nSchulstraße 1, 85000 Musterhofen\nTelefon 089 99998-100 · sekretariat@schule-musterhofen.example",
                )]),
            )]),
            facts(vec![fact(
                "Datenschutzbeauftragte/r",
                rich(vec![Inline::name(
                    "Behördliche/r Datenschutzbeauftragte/r\nAmtsplatz 3, 85001 Musterstadt",
                )]),
            )]),
            facts(vec![fact("Gemeinsam Verantwortliche", rich(none()))]),
        ],
        counts: vec![
            Count { number: "9".into(), meaning: "Verarbeitungstätigkeiten".into() },
            Count { number: "5".into(), meaning: "davon freigegeben".into() },
            Count { number: "3".into(), meaning: "in Arbeit: 1 geprüft, 2 im Entwurf".into() },
            Count { number: "1".into(), meaning: "außer Betrieb".into() },
        ],
        note: Some(CoverNote {
            label: "Anlage dieser Datei".into(),
            text: vec![vec![Inline::text(
                "Dieser Datei liegt dasselbe Verzeichnis in maschinenlesbarer Form bei. Es kann daraus wieder eingelesen werden.",
            )]],
            details: vec![
                ("Dateiname".into(), vec![Inline::name("musterhofen-2026-11-21.vvt.json")]),
                ("Umfang".into(), vec![Inline::text("214 386 Byte, 9 Tätigkeiten")]),
            ],
        }),
    }
}

fn contents() -> Vec<Block> {
    let entry = |number: &str, name: &str, mark: Mark, status: &str, anchor: &str| {
        row(vec![
            cell(number),
            rich(vec![Inline::link_to(name, anchor, format!("Zu {name}"))]),
            rich(vec![Inline::Mark(mark), Inline::text(format!(" {status}"))]),
            rich(vec![Inline::page_of(anchor, format!("Zu {name}"))]),
        ])
    };
    vec![
        title("Inhalt", "Inhalt", "Verzeichnis von Verarbeitungstätigkeiten", "inhalt"),
        Block::Table(Table {
            columns: vec![Column::at(1.0), Column::at(2.0), Column::at(9.0), Column::right_at(12.0)],
            head: head(&["Nr.", "Verarbeitungstätigkeit", "Status", "Seite"]),
            rows: vec![
                entry("4", "Dienst-E-Mail", Mark::Full, "freigegeben", "t4"),
                entry("5", "Videokonferenzen", Mark::Half, "geprüft", "t5"),
                entry("B", "Auftragsverarbeiter", Mark::Empty, "Entwurf", "b"),
                entry("9", "Klassenbuch auf Papier", Mark::Dash, "außer Betrieb", "t5"),
            ],
        }),
        Block::Section(Section { title: "Zeichenerklärung".into(), ..Section::default() }),
        Block::Table(Table {
            columns: vec![Column::at(1.0), Column::at(5.0)],
            head: Vec::new(),
            rows: vec![
                row(vec![rich(none()), cell("Geprüft und verneint. Schweigen ist damit nicht gemeint.")]),
                inherited(vec![
                    rich(vec![Inline::origin("aus Gruppe a")]),
                    cell("Übernommene Angabe mit ihrer Herkunft; zusätzlich Balken am Rand."),
                ]),
                row(vec![rich(vec![Inline::gap("nicht angegeben")]), cell("Lücke.")]),
                row(vec![
                    rich(vec![
                        Inline::Mark(Mark::Square),
                        Inline::text(" Fehler "),
                        Inline::Mark(Mark::Triangle),
                        Inline::text(" Warnung "),
                        Inline::Mark(Mark::Box),
                        Inline::text(" offen"),
                    ]),
                    cell("Befunde der Prüfung."),
                ]),
            ],
        }),
    ]
}

fn legal_basis(number: &str) -> TableRow {
    row(vec![
        cell(number),
        cell("Protokolldaten (Nr. 8), soweit freiwillig angegeben"),
        rich(vec![
            Inline::text("Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO\ni. V. m. Art. 85 Abs. 1 BayEUG\n"),
            Inline::quote(
                "in der Regel Art. 6 Abs. 1 e) DSGVO mit Art. 85 Abs. 1 BayEUG, soweit nichts anderes bestimmt ist",
            ),
        ]),
    ])
}

fn activity() -> Vec<Block> {
    let purpose = "Elektronische Kommunikation des Personals mit Erziehungsberechtigten, Schülerinnen und Schülern sowie Behörden und Vereinen, soweit dafür kein eigenes Elternkommunikationsportal eingerichtet ist";
    let span = |text: &str, spoken: &str| {
        rich(vec![Inline::Spoken {
            text: text.into(),
            style: Style::Regular,
            reading: Reading::Instead(spoken.into()),
        }])
    };
    vec![
        Block::Title(Title {
            eyebrow: "Verarbeitungstätigkeit 4".into(),
            title: "Dienst-E-Mail".into(),
            short: "4 Dienst-E-Mail".into(),
            status: vec![Inline::Mark(Mark::Full), Inline::text(" freigegeben am 12.10.2026")],
            anchor: Some("t4".into()),
        }),
        Block::Facts(vec![
            facts(vec![
                fact("Verantwortlicher", cell("Schule Musterhofen\nsiehe Titelblatt")),
                fact("Organisationseinheit", cell("Systembetreuung")),
            ]),
            facts(vec![
                fact("Gemeinsam Verantwortliche", rich(none())),
                fact("Eingeführt", cell("01.08.2022")),
            ]),
            facts(vec![
                fact("Aktenzeichen", rich(vec![Inline::gap("nicht angegeben")])),
                fact("Nächste Prüfung", cell("30.09.2027")),
            ]),
            facts(vec![fact(
                "DSFA",
                rich(vec![Inline::bold("Nicht erforderlich:"), Inline::text(" zentral geprüft, siehe D 1")]),
            )]),
        ]),
        section("4.1", "Zwecke und Rechtsgrundlagen"),
        Block::Subsection { title: "Zwecke".into() },
        Block::Table(Table {
            columns: vec![Column::at(1.0), Column::at(2.0)],
            head: Vec::new(),
            rows: vec![
                group(
                    "a)",
                    "Kommunikationspartner ohne eigenes Postfach",
                    "z. B. Schülerinnen und Schüler, Erziehungsberechtigte, schulische Partner",
                ),
                row(vec![cell("Z 1"), cell(purpose)]),
                row(vec![cell("Z 2"), cell("Kommunikation zwischen öffentlichen Stellen")]),
                group("b)", "Nutzerinnen und Nutzer eines Postfachs", "z. B. Schulleitung"),
                inherited(vec![
                    cell("Z 1"),
                    rich(vec![Inline::origin("aus Gruppe a"), Inline::text(format!(" {purpose}"))]),
                ]),
            ],
        }),
        Block::Subsection { title: "Rechtsgrundlagen".into() },
        Block::Table(Table {
            columns: vec![Column::at(1.0), Column::at(2.0), Column::at(5.0)],
            head: head(&["Nr.", "Gilt für, Bedingung", "Rechtsgrundlage, darunter der Wortlaut der Schule"]),
            rows: vec![
                group("a)", "Kommunikationspartner ohne eigenes Postfach", ""),
                row(vec![
                    cell("R 1"),
                    cell("soweit die Verarbeitung freiwillig erfolgt"),
                    rich(vec![
                        Inline::text("Einwilligung, Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO\n"),
                        Inline::quote("Wer freiwillig Daten angibt, willigt in deren Verarbeitung ein."),
                    ]),
                ]),
                group("b)", "Nutzerinnen und Nutzer eines Postfachs", ""),
                row(vec![
                    cell("R 2"),
                    cell("Beschäftigtendaten (Nr. 4 bis 6)"),
                    rich(vec![
                        Inline::text(
                            "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO\ni. V. m. Rechtsgrundlagen des Beschäftigungsverhältnisses\n",
                        ),
                        Inline::gap("Fundstelle nicht angegeben"),
                    ]),
                ]),
                row(vec![
                    cell("R 3"),
                    cell("Inhaltsdaten (Nr. 7), in der Regel"),
                    rich(vec![
                        Inline::text(
                            "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO\ni. V. m. Art. 85 Abs. 1 BayEUG\n",
                        ),
                        Inline::quote(
                            "in der Regel Art. 6 Abs. 1 e) DSGVO mit Art. 85 Abs. 1 BayEUG, soweit nichts anderes bestimmt ist",
                        ),
                    ]),
                ]),
                legal_basis("R 4"),
                legal_basis("R 5"),
                legal_basis("R 6"),
            ],
        }),
        section("4.2", "Kategorien der Empfänger"),
        Block::Table(Table {
            columns: vec![Column::at(1.0), Column::at(2.0), Column::at(3.0), Column::at(9.0)],
            head: head(&["Nr.", "Daten", "Empfänger", "Anlass der Offenlegung"]),
            rows: vec![
                row(vec![
                    cell("E 1"),
                    span("1–3", "1 bis 3"),
                    cell("Schulleitung, gegebenenfalls dienstliche Vertretung · schulintern"),
                    cell("Postfachzugriff, soweit durch die Nutzungsbedingungen gestattet"),
                ]),
                row(vec![
                    cell("E 2"),
                    span("1–3", "1 bis 3"),
                    vec![
                        Flow::Paragraph(vec![Inline::text("Auftragsverarbeiter:")]),
                        Flow::List(List {
                            items: vec![ListItem {
                                label: "AV 1".into(),
                                content: vec![
                                    Flow::Paragraph(vec![Inline::name(
                                        "Betreiberin GmbH, Große Allee 21, 89407 Musterdorf",
                                    )]),
                                    Flow::List(List {
                                        items: vec![
                                            ListItem {
                                                label: "UA 1".into(),
                                                content: vec![Flow::Paragraph(vec![Inline::text(
                                                    "Rechenzentrum Süd",
                                                )])],
                                            },
                                            ListItem {
                                                label: "UA 2".into(),
                                                content: vec![Flow::Paragraph(vec![Inline::gap(
                                                    "Name nicht angegeben",
                                                )])],
                                            },
                                        ],
                                    }),
                                ],
                            }],
                        }),
                    ],
                    rich(vec![Inline::text("Gesetzliche Aufgabe: "), Inline::quote("Art. 12 ff. BayEGovG")]),
                ]),
            ],
        }),
        section("4.3", "Stellungnahme der/des Datenschutzbeauftragten"),
        Block::Paragraph(vec![
            Inline::text(
                "Gegen den Einsatz bestehen keine Bedenken. Bis zur nächsten Prüfung ist die Frist auf Seite ",
            ),
            Inline::page_of("b", "Zu Teil B"),
            Inline::text(" zu klären. Näheres "),
            Inline::Link {
                text: "im Netz".into(),
                style: Style::Regular,
                target: Target::Uri("https://www.schule-musterhofen.example/daten schutz".into()),
                description: "Hinweise der Schule".into(),
            },
            Inline::text("."),
        ]),
        Block::Note(vec![Inline::text("Behördliche/r Datenschutzbeauftragte/r · 12.10.2026")]),
        Block::List(List {
            items: ["Auskunft", "Berichtigung"]
                .iter()
                .map(|text| ListItem { label: "–".into(), content: cell(*text) })
                .collect(),
        }),
    ]
}

fn processors() -> Vec<Block> {
    let party = |number: &str, name: &str, address: &str, level: u8| {
        TableRow::Row(Row {
            cells: vec![
                rich(vec![if level == 0 { Inline::bold(number) } else { Inline::text(number) }]),
                rich(vec![
                    if level == 0 { Inline::bold(name) } else { Inline::name(name) },
                    Inline::name(format!("\n{address}")),
                ]),
                cell("Bereitstellung, Betrieb, Wartung, Support"),
                cell("4"),
                rich(vec![Inline::gap("fehlt")]),
                cell("30.09.2027"),
            ],
            level,
            ..Row::default()
        })
    };
    vec![
        title("Auftragsverarbeiter", "B Auftragsverarbeiter", "Teil B", "b"),
        Block::Table(Table {
            columns: vec![
                Column::at(1.0),
                Column::at(2.1),
                Column::at(6.2),
                Column::at(9.1),
                Column::at(10.0),
                Column::at(11.6),
            ],
            head: head(&[
                "Nr.",
                "Bezeichnung und Anschrift",
                "Leistung",
                "Tätigkeit",
                "Vertrag\nArt. 28",
                "Nächste\nPrüfung",
            ]),
            rows: vec![
                party("AV 1", "Betreiberin für Schulqualität und Bildungsforschung", "Deutschland", 0),
                party("UA 1", "Rechenzentrum Süd", "St.-Martin-Str. 47, 81541 München", 1),
                party("UA 2", "Technik Nord", "Große Allee 21, 89407 Musterdorf", 1),
                party("AV 2", "Videodienst GmbH", "Amberger Straße 82, 92318 Musterstadt", 0),
            ],
        }),
        Block::Note(vec![Inline::text(
            "AV Auftragsverarbeiter, UA Unterauftragsverarbeiter (eingerückt). Ein UA, der für mehrere AV tätig ist, steht einmal.",
        )]),
        title("Videokonferenzen", "5 Videokonferenzen", "Verarbeitungstätigkeit 5", "t5"),
        Block::Lead(vec![Inline::text("Diese Tätigkeit ist noch nicht beschrieben.")]),
    ]
}

/// The sample.
pub(crate) fn document() -> Document {
    let mut blocks = contents();
    blocks.extend(activity());
    blocks.extend(processors());
    Document {
        cover: Some(cover()),
        attachment: Some(Attachment {
            name: "musterhofen.vvt.json".into(),
            description: "Das Verzeichnis in maschinenlesbarer Form".into(),
            mime: "application/json".into(),
            bytes: br#"{"format":"vvt"}"#.to_vec(),
            relationship: Relationship::Source,
        }),
        ..of_blocks(blocks)
    }
}
