//! The laws the parser knows: what they are called and whether they are cited by article or by section.
//!
//! Names and units agree with the reference list of laws (`assets/reference/laws.json`), which carries source and check
//! mark of each; a test keeps them in step. Laws that list lacks were added with the source named at their place.

use super::Unit;

/// The short name of Regulation (EU) 2016/679.
pub(super) const GDPR: &str = "DSGVO";

/// A law the parser knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// The short name of the standard form.
    pub short: &'static str,
    /// Other names; inflected forms, spaces and hyphens make no difference.
    pub names: &'static [&'static str],
    /// What it is divided into; [`Unit::None`] for rules cited by point.
    pub unit: Unit,
    /// The short name of the law that stands in its place now.
    pub replaced_by: Option<&'static str>,
}

/// The law with this short name.
#[must_use]
pub fn law(short: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| law.short == short)
}

const fn articles(short: &'static str, names: &'static [&'static str]) -> Law {
    Law { short, names, unit: Unit::Article, replaced_by: None }
}

const fn sections(short: &'static str, names: &'static [&'static str]) -> Law {
    Law { short, names, unit: Unit::Section, replaced_by: None }
}

const fn points(short: &'static str, names: &'static [&'static str]) -> Law {
    Law { short, names, unit: Unit::None, replaced_by: None }
}

const fn replaced(law: Law, by: &'static str) -> Law {
    Law { short: law.short, names: law.names, unit: law.unit, replaced_by: Some(by) }
}

/// Every law the parser knows.
pub(super) const LAWS: &[Law] = &[
    // Union law: the Official Journal's names (OJ L 119, 4.5.2016; OJ C 326, 26.10.2012).
    articles(
        GDPR,
        &[
            "EU-DSGVO",
            "DS GVO",
            "GDPR",
            "EU-GDPR",
            "Datenschutz-Grundverordnung",
            "EU-Datenschutz-Grundverordnung",
            "Europäische Datenschutz-Grundverordnung",
            "Verordnung (EU) 2016/679",
            "VO (EU) 2016/679",
        ],
    ),
    articles("AEUV", &["Vertrag über die Arbeitsweise der Europäischen Union"]),
    articles("GRCh", &["GRC", "EU-Grundrechtecharta", "Charta der Grundrechte der Europäischen Union"]),
    // Federal law.
    articles("GG", &["Grundgesetz"]),
    sections("BDSG", &["Bundesdatenschutzgesetz"]),
    replaced(sections("BDSG a. F.", &["BDSG aF", "BDSG alt"]), "BDSG"),
    sections("TDDDG", &["Telekommunikation-Digitale-Dienste-Datenschutz-Gesetz"]),
    // Renamed on 14 May 2024 by the Act of 6 May 2024 (BGBl. 2024 I Nr. 149).
    replaced(sections("TTDSG", &["Telekommunikation-Telemedien-Datenschutz-Gesetz"]), "TDDDG"),
    // Repealed by the same Act; its data protection part (§§ 11 to 15a) had passed to the TTDSG on 1 December 2021
    // (BGBl. 2021 I S. 1982), and that part is what a record of processing cites.
    replaced(sections("TMG", &["Telemediengesetz"]), "TDDDG"),
    sections("DDG", &["Digitale-Dienste-Gesetz"]),
    sections("IfSG", &["Infektionsschutzgesetz"]),
    sections("KunstUrhG", &["KUG", "Kunsturhebergesetz"]),
    sections("AO", &["Abgabenordnung"]),
    sections("HGB", &["Handelsgesetzbuch"]),
    sections("AGG", &["Allgemeines Gleichbehandlungsgesetz"]),
    sections("BGB", &["Bürgerliches Gesetzbuch"]),
    sections("VwVfG", &["Verwaltungsverfahrensgesetz"]),
    sections("DGUV Vorschrift 1", &[]),
    // Books of the Sozialgesetzbuch, named as juris abbreviates them.
    sections("SGB I", &[]),
    sections("SGB II", &[]),
    sections("SGB III", &[]),
    sections("SGB IV", &[]),
    sections("SGB V", &[]),
    sections("SGB VI", &[]),
    sections("SGB VII", &[]),
    sections("SGB VIII", &[]),
    sections("SGB IX", &[]),
    sections("SGB X", &[]),
    sections("SGB XI", &[]),
    sections("SGB XII", &[]),
    sections("SGB XIV", &[]),
    // Austria: names as in the Rechtsinformationssystem des Bundes.
    sections("UGB", &["Unternehmensgesetzbuch"]),
    sections("BAO", &["Bundesabgabenordnung"]),
    // Church law.
    sections("DSG-EKD", &["EKD-Datenschutzgesetz"]),
    sections("KDG", &["Gesetz über den Kirchlichen Datenschutz"]),
    // Bavaria: statutes are divided into articles, ordinances into sections.
    articles("BayDSG", &["Bayerisches Datenschutzgesetz"]),
    articles(
        "BayEUG",
        &[
            "Bayerisches Gesetz über das Erziehungs- und Unterrichtswesen",
            "Bayerisches Erziehungs- und Unterrichtsgesetz",
        ],
    ),
    sections("BaySchO", &["Bayerische Schulordnung"]),
    sections("LDO", &["Lehrerdienstordnung"]),
    points("VollzBek DS – Schulen", &[]),
    replaced(articles("BayEGovG", &["Bayerisches E-Government-Gesetz"]), "BayDiG"),
    articles("BayDiG", &["Bayerisches Digitalgesetz"]),
    articles("BayVwVfG", &["Bayerisches Verwaltungsverfahrensgesetz"]),
    articles("BayArchivG", &["Bayerisches Archivgesetz"]),
    // The other Länder.
    sections("SchG BW", &["Schulgesetz für Baden-Württemberg"]),
    sections("LDSG BW", &["Landesdatenschutzgesetz Baden-Württemberg"]),
    points("VwV Datenschutz an öffentlichen Schulen", &[]),
    sections("SchulG Berlin", &["Schulgesetz für das Land Berlin"]),
    sections("SchuldatenV", &["Schuldatenverordnung"]),
    sections("DigLLV", &[]),
    sections("BbgSchulG", &["Brandenburgisches Schulgesetz"]),
    sections("DSV", &["Datenschutzverordnung Schulwesen"]),
    sections("BremSchuldatenschutzG", &["Bremisches Gesetz zum Datenschutz im Schulwesen", "BremSchulDSG"]),
    sections("HmbSG", &["Hamburgisches Schulgesetz"]),
    sections("Schul-Datenschutzverordnung", &[]),
    sections("HSchG", &["Hessisches Schulgesetz"]),
    sections("SchulG M-V", &["Schulgesetz für das Land Mecklenburg-Vorpommern"]),
    sections("SchulDSVO M-V", &["Schuldatenschutzverordnung Mecklenburg-Vorpommern"]),
    sections("NSchG", &["Niedersächsisches Schulgesetz"]),
    sections("SchulG NRW", &["SchulG NW", "Schulgesetz für das Land Nordrhein-Westfalen"]),
    sections("VO-DV I", &[]),
    sections("VO-DV II", &[]),
    sections("SchulG RLP", &["SchulG RP", "Schulgesetz Rheinland-Pfalz"]),
    sections("ÜSchO", &["Übergreifende Schulordnung"]),
    sections("SchoG SL", &["SchoG", "Schulordnungsgesetz Saarland"]),
    sections("PersDatSchulV", &["Verordnung über die Verarbeitung personenbezogener Daten in den Schulen"]),
    sections("SächsSchulG", &["Sächsisches Schulgesetz"]),
    points("VwV Schuldatenschutz", &[]),
    sections("SchulG LSA", &["Schulgesetz des Landes Sachsen-Anhalt"]),
    sections("SchulG SH", &["Schleswig-Holsteinisches Schulgesetz"]),
    sections("SchulDSVO", &["Schul-Datenschutzverordnung Schleswig-Holstein"]),
    sections("ThürSchulG", &["Thüringer Schulgesetz"]),
    sections("ThürSchulO", &["Thüringer Schulordnung"]),
];
