//! How citations are written in notices and records.

use super::*;

#[test]
fn every_way_to_write_the_public_task_is_the_same_provision() {
    let standard = only("Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO");
    assert_eq!(standard.law.as_deref(), Some("DSGVO"));
    assert_eq!((standard.unit, &standard.numbers), (Unit::Article, &Some(number(6))));
    assert_eq!(standard.paragraphs, [number(1)]);
    assert_eq!(standard.subparagraphs, [number(1)]);
    assert_eq!(standard.letters, [Span::from('e')]);
    for wording in [
        "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO",
        "Art. 6 Abs. 1 UAbs. 1 Buchstabe e der Datenschutzgrundverordnung (DSGVO)",
        "Art. 6 Abs. 1 Unterabs. 1 lit. e DSGVO",
        "Art. 6 Abs. 1 lit. e DSGVO",
        "Art. 6 Abs. 1 lit. e) DSGVO",
        "Art. 6 Abs. 1 lit e DSGVO",
        "Art. 6 Abs. 1 lit.e DSGVO",
        "Art. 6 Abs. 1 lit. (e) DSGVO",
        "Art. 6 Abs. 1 Buchst. e DS-GVO",
        "Art. 6 Abs. 1 Buchstabe e DSGVO",
        "Art. 6 Abs. 1 e) DSGVO",
        "Art. 6 Abs. 1 e DSGVO",
        "Art 6 Abs 1 lit e DSGVO",
        "Art.6 Abs.1 lit.e DSGVO",
        "Artikel 6 Absatz 1 Buchstabe e DSGVO",
        "Artikel 6 Absatz 1 Unterabsatz 1 Buchstabe e der Verordnung (EU) 2016/679",
        "Buchstabe e des Artikels 6 Absatz 1 DSGVO",
        "Art. 6 (1) e DSGVO",
        "Art. 6 (1) e) DSGVO",
        "Art. 6 (1) lit. e DSGVO",
        "Art. 6(1)(e) GDPR",
        "Art. 6 Abs. (1) lit. e DSGVO",
        "Art. 6 Abs. 1 S.1 lit. e DSGVO",
        "Art. 6 Abs. 1 S. 1 lit. e DSGVO",
        "Art. 6 Abs. 1 Satz 1 lit. e DSGVO",
        "Art. 6 Abs. 1 lit. e EU-DSGVO",
        "Art. 6 Abs. 1 lit. e EU-Datenschutzgrundverordnung (DSGVO)",
        "Art. 6 Abs. 1 lit. e Datenschutz-Grundverordnung",
        "Art. 6 Abs. 1 lit. e der Datenschutz-Grundverordnung (DS-GVO)",
        "Art. 6 Abs. 1 lit. e der Datenschutzgrundverordnung - DSGVO",
        "Art. 6 Abs. 1 lit. e der Europäischen Datenschutz-Grundverordnung",
        "DSGVO Art. 6 Abs. 1 lit. e",
        "gemäß Art. 6 Abs. 1 lit. e DSGVO",
        "(Art. 6 Abs. 1 lit. e DSGVO)",
        "Art.\u{a0}6 Abs.\u{a0}1 lit.\u{202f}e DSGVO",
        "ART. 6 ABS. 1 LIT. E DSGVO",
    ] {
        let reading = parse(wording);
        assert_eq!(reading.unread, Vec::<String>::new(), "{wording}");
        assert_eq!(only(wording).canonical(), standard, "{wording}");
    }
}

#[test]
fn without_subparagraph_the_standard_form_adds_none() {
    assert_eq!(standard("Art 6 Abs 1 lit b DSGVO"), "Art. 6 Abs. 1 Buchst. b DSGVO");
    assert_eq!(standard("Art. 6 Abs. 1 lit. f) DSGVO"), "Art. 6 Abs. 1 Buchst. f DSGVO");
    assert_eq!(standard("Art. 6 Abs. 1 f DSGVO"), "Art. 6 Abs. 1 Buchst. f DSGVO");
    assert_eq!(standard("Art. 6 Abs. 1 S.1 lit. a DSGVO"), "Art. 6 Abs. 1 Satz 1 Buchst. a DSGVO");
}

#[test]
fn single_articles() {
    for (wording, expected) in [
        ("Art. 15 DSGVO", "Art. 15 DSGVO"),
        ("Art 28 DSGVO", "Art. 28 DSGVO"),
        ("gem. Art 28 DS-GVO", "Art. 28 DSGVO"),
        ("im Sinne des Art. 28 DSGVO", "Art. 28 DSGVO"),
        ("Art. 13 der Datenschutzgrundverordnung - DSGVO", "Art. 13 DSGVO"),
        ("Art. 21 Abs. 1 Satz 1 DSGVO", "Art. 21 Abs. 1 Satz 1 DSGVO"),
        ("Art. 85 Abs. 1 BayEUG", "Art. 85 Abs. 1 BayEUG"),
        ("Art. 85 Abs. 1a BayEUG", "Art. 85 Abs. 1a BayEUG"),
        ("Art. 85 Abs. 1 a) BayEUG", "Art. 85 Abs. 1 Buchst. a BayEUG"),
        ("Art. 85a BayEUG", "Art. 85a BayEUG"),
        ("Art. 85 a BayEUG", "Art. 85a BayEUG"),
        ("§ 20 b SchoG", "§ 20b SchoG SL"),
        ("§46 Abs.1 BaySchO", "§ 46 Abs. 1 BaySchO"),
        ("§ 96 Abs 1 Z 3 BAO", "§ 96 Abs. 1 Nr. 3 BAO"),
        ("§ 26 I 1 BDSG", "§ 26 Abs. 1 Satz 1 BDSG"),
        ("Art. 6 I lit. e DSGVO", "Art. 6 Abs. 1 Buchst. e DSGVO"),
        ("§ 327f BGB", "§ 327f BGB"),
        ("§ 5 SGB X", "§ 5 SGB X"),
        ("Art. 5 Abs. 2 DSGVO", "Art. 5 Abs. 2 DSGVO"),
    ] {
        assert_eq!(standard(wording), expected, "{wording}");
    }
}

#[test]
fn a_misspelled_name_counts_by_its_abbreviation() {
    let wording = "Art. 85 des Bayerischen Erziehungs- und Unterrichtsgesetztes (BayEUG)";
    assert_eq!(standard(wording), "Art. 85 BayEUG");
    let chain = format!(
        "{wording} in Verbindung mit Art. 6 Abs. 1 UAbs. 1 Buchstabe e der Datenschutzgrundverordnung (DSGVO)"
    );
    assert_eq!(standard(&chain), "Art. 85 BayEUG i. V. m. Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO");
}

#[test]
fn names_are_recognised_inflected() {
    assert_eq!(standard("Art. 4 des Bayerischen Datenschutzgesetzes"), "Art. 4 BayDSG");
    assert_eq!(standard("Art. 44 ff. des Bayerischen Digitalgesetzes"), "Art. 44 ff. BayDiG");
    assert_eq!(standard("§ 147 der Abgabenordnung (AO)"), "§ 147 AO");
    assert_eq!(standard("§ 26 Bundesdatenschutzgesetz"), "§ 26 BDSG");
    assert_eq!(standard("Art. 6 der Daten\u{ad}schutz\u{ad}grund\u{ad}verordnung"), "Art. 6 DSGVO");
}

#[test]
fn unknown_laws_stay_as_written() {
    assert_eq!(standard("§ 3 HDSIG"), "§ 3 HDSIG");
    assert_eq!(standard("HDSIG § 3"), "§ 3 HDSIG");
    assert_eq!(standard("§ 3 des SchulG XY"), "§ 3 SchulG XY");
    assert_eq!(standard("§ 5 des Gesetzes über die Musterdinge (MuDG)"), "§ 5 MuDG");
    assert_eq!(standard("§ 5 des Hessischen Datenschutzgesetzes"), "§ 5 Hessischen Datenschutzgesetzes");
}

#[test]
fn every_way_to_write_a_chain() {
    for tie in ["i.V.m.", "i. V. m.", "iVm", "i.V. mit", "i. V. mit", "in Verbindung mit", "IVM"] {
        let wording = format!("Art. 6 Abs. 1 e) DSGVO {tie} Art. 85 Abs. 1 BayEUG");
        assert_eq!(
            standard(&wording),
            "Art. 6 Abs. 1 Buchst. e DSGVO i. V. m. Art. 85 Abs. 1 BayEUG",
            "{tie}"
        );
        assert_eq!(parse(&wording).connectors, [Connector::InConjunction], "{tie}");
    }
}

#[test]
fn a_chain_through_three_provisions_after_a_list() {
    let wording = "Art. 85 Abs. 1 BayEUG, § 46 Abs. 1 Satz 1 BayEUG i.V.m. § 19 Abs. 4 BaySchO i.V.m. Abschnitt 7 Anlage 2 zu § 46 BaySchO";
    let reading = parse(wording);
    use Connector::{And, InConjunction};
    assert_eq!(reading.connectors, [And, InConjunction, InConjunction]);
    assert_eq!(
        standard(wording),
        "Art. 85 Abs. 1 BayEUG und § 46 Abs. 1 Satz 1 BayEUG i. V. m. § 19 Abs. 4 BaySchO i. V. m. \
         Abschnitt 7 Anlage 2 zu § 46 BaySchO"
    );
}

#[test]
fn a_link_that_is_no_provision_is_left_over() {
    let reading = parse("Art. 6 Abs. 1 e) DSGVO i.V. mit den Rechtsgrundlagen des Dienstverhältnisses");
    assert_eq!(reading.to_string(), "Art. 6 Abs. 1 Buchst. e DSGVO");
    assert_eq!(reading.unread, ["den Rechtsgrundlagen des Dienstverhältnisses"]);
    assert!(reading.connectors.is_empty());
}

#[test]
fn a_law_named_last_holds_for_the_whole_group() {
    for (wording, expected) in [
        ("Art. 17 und 18 DSGVO", "Art. 17 DSGVO|Art. 18 DSGVO"),
        ("Art. 13, 14 DSGVO", "Art. 13 DSGVO|Art. 14 DSGVO"),
        ("Art. 13/14 DSGVO", "Art. 13 DSGVO|Art. 14 DSGVO"),
        ("Art. 13 bzw. 14 DSGVO", "Art. 13 DSGVO|Art. 14 DSGVO"),
        ("Art. 13 sowie 14 DSGVO", "Art. 13 DSGVO|Art. 14 DSGVO"),
        (
            "Art. 6 Abs. 1 UAbs. 1 Buchst. a und Art. 9 DSGVO",
            "Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO|Art. 9 DSGVO",
        ),
        (
            "Art. 6 Abs. 1 lit. c, 9 Abs. 2 lit. b DSGVO",
            "Art. 6 Abs. 1 Buchst. c DSGVO|Art. 9 Abs. 2 Buchst. b DSGVO",
        ),
        ("Art. 6 Abs. 1, 9 Abs. 2 DSGVO", "Art. 6 Abs. 1 DSGVO|Art. 9 Abs. 2 DSGVO"),
        (
            "Art. 5(2), 6, 28, 44 ff. DSGVO",
            "Art. 5 Abs. 2 DSGVO|Art. 6 DSGVO|Art. 28 DSGVO|Art. 44 ff. DSGVO",
        ),
        ("Art. 6 (1) e oder f DSGVO", "Art. 6 Abs. 1 Buchst. e DSGVO|Art. 6 Abs. 1 Buchst. f DSGVO"),
        ("§ 46 i. V. m. Anlage 2 BaySchO", "§ 46 BaySchO|Anlage 2 BaySchO"),
        ("Art. 6 Abs. 1 lit. e i. V. m. Abs. 3 DSGVO", "Art. 6 Abs. 1 Buchst. e DSGVO|Art. 6 Abs. 3 DSGVO"),
        ("Art. 113a, 113b, 113c BayEUG", "Art. 113a BayEUG|Art. 113b BayEUG|Art. 113c BayEUG"),
        ("§§ 22, 23 KUG", "§ 22 KunstUrhG|§ 23 KunstUrhG"),
        ("§ 212 UGB bzw. § 132 BAO", "§ 212 UGB|§ 132 BAO"),
        ("DSGVO Art. 6 Abs. 1, 2 und Art. 9", "Art. 6 Abs. 1 und 2 DSGVO|Art. 9 DSGVO"),
        ("DSGVO Art. 6 und 9", "Art. 6 DSGVO|Art. 9 DSGVO"),
        ("BayEGovG Art. 12 ff. und BayDiG Art. 44 ff.", "Art. 12 ff. BayEGovG|Art. 44 ff. BayDiG"),
        ("Art. 22 Abs. 1 und 4, Art. 28 DSGVO", "Art. 22 Abs. 1 und 4 DSGVO|Art. 28 DSGVO"),
        ("Art. 6 Abs. 1 Buchst. a und Abs. 3 DSGVO", "Art. 6 Abs. 1 Buchst. a DSGVO|Art. 6 Abs. 3 DSGVO"),
    ] {
        let reading = parse(wording);
        let provisions: Vec<String> = reading.provisions.iter().map(Provision::to_string).collect();
        assert_eq!(provisions.join("|"), expected, "{wording}");
        assert_eq!(reading.unread, Vec::<String>::new(), "{wording}");
    }
}

#[test]
fn a_group_is_said_once_in_standard_form() {
    for standard_form in [
        "Art. 17 und 18 DSGVO",
        "Art. 6 Abs. 1 Buchst. e oder f DSGVO",
        "Art. 6 Abs. 1 UAbs. 1 Buchst. a und Art. 9 DSGVO",
        "Art. 6 Abs. 1 Buchst. e i. V. m. Abs. 3 DSGVO",
        "§§ 120, 121 und 122 SchulG NRW",
        "§ 46 i. V. m. Anlage 2 BaySchO",
        "§ 212 UGB oder § 132 BAO",
    ] {
        assert_eq!(standard(standard_form), standard_form);
        assert!(!parse(standard_form).loose, "{standard_form}");
    }
}

#[test]
fn a_law_is_not_handed_to_what_it_cannot_hold() {
    let laws = |wording: &str| -> Vec<Option<String>> {
        parse(wording).provisions.into_iter().map(|provision| provision.law).collect()
    };
    assert_eq!(laws("Art. 6 Abs. 1 lit. c i. V. m. § 147 AO"), [None, Some("AO".into())]);
    assert_eq!(laws("Art. 6 Abs. 1 lit. e i. V. m. Art. 85 BayEUG"), [None, Some("BayEUG".into())]);
    assert_eq!(laws("§ 64; SchuldatenV"), [None, Some("SchuldatenV".into())]);
    assert_eq!(laws("Art. 15 gilt neben dem BDSG"), [None, Some("BDSG".into())]);
    assert_eq!(laws("Art. 8 (DE: 16 J.)"), [None]);
}

#[test]
fn lists_and_ranges_within_a_provision() {
    for (wording, expected) in [
        ("Art. 12–15 DSGVO", "Art. 12–15 DSGVO"),
        ("Art. 12 bis Art. 15 DSGVO", "Art. 12–15 DSGVO"),
        ("§§ 120 – 122 SchulG NRW", "§§ 120–122 SchulG NRW"),
        ("§§ 120-122 SchulG NW", "§§ 120–122 SchulG NRW"),
        ("§§ 64a–66 SchulG Berlin", "§§ 64a–66 SchulG Berlin"),
        ("§ 20 Abs. 8–10 IfSG", "§ 20 Abs. 8–10 IfSG"),
        ("§ 20 (8) bis (10) IfSG", "§ 20 Abs. 8–10 IfSG"),
        ("Art. 30 Abs. 1 und 2 DSGVO", "Art. 30 Abs. 1 und 2 DSGVO"),
        ("Art. 30 (1) und (2) DSGVO", "Art. 30 Abs. 1 und 2 DSGVO"),
        ("Art. 30(1) a–g DSGVO", "Art. 30 Abs. 1 Buchst. a–g DSGVO"),
        ("Art. 30 Abs. 1 lit. a) bis g) DSGVO", "Art. 30 Abs. 1 Buchst. a–g DSGVO"),
        ("Art. 9 Abs. 2 b, g, h, i, j DSGVO", "Art. 9 Abs. 2 Buchst. b, g, h, i und j DSGVO"),
        ("Art. 6 Abs. 1 Buchst. a und b DSGVO", "Art. 6 Abs. 1 Buchst. a und b DSGVO"),
        ("Art. 6 Abs. 1 lit. a) und lit. b) DSGVO", "Art. 6 Abs. 1 Buchst. a und b DSGVO"),
        ("Art. 6 Abs. 1 lit. a u. b DSGVO", "Art. 6 Abs. 1 Buchst. a und b DSGVO"),
        ("§ 3 Abs. 1 Satz 1 und 2 BDSG", "§ 3 Abs. 1 Satz 1 und 2 BDSG"),
        ("§ 3 Abs. 1 S. 1, 3 BDSG", "§ 3 Abs. 1 Satz 1 und 3 BDSG"),
        ("§ 22 Abs. 1 Nr. 1 Buchst. a bis c BDSG", "§ 22 Abs. 1 Nr. 1 Buchst. a–c BDSG"),
        ("Art. 12 ff. BayEGovG", "Art. 12 ff. BayEGovG"),
        ("Art. 12ff BayEGovG", "Art. 12 ff. BayEGovG"),
        ("§§ 37 ff. BaySchO", "§§ 37 ff. BaySchO"),
        ("§ 37 f. BaySchO", "§§ 37 f. BaySchO"),
        ("§§ 37f. BaySchO", "§§ 37 f. BaySchO"),
    ] {
        assert_eq!(standard(wording), expected, "{wording}");
        assert_eq!(only(wording).to_string(), expected, "{wording}");
    }
}

#[test]
fn annexes_divisions_and_points() {
    for (wording, expected) in [
        ("Abschnitt 7 Anlage 2 zu § 46 BaySchO", "Abschnitt 7 Anlage 2 zu § 46 BaySchO"),
        ("Anlage 2 Abschnitt 7 zu § 46 BaySchO", "Abschnitt 7 Anlage 2 zu § 46 BaySchO"),
        ("Ziffer 5 der Anlage 2 Abschnitt 7 der BaySchO,", "Nr. 5 Abschnitt 7 Anlage 2 BaySchO"),
        ("Ziffer 1 Abschnitt 7 Anlage 2 zu § 46 BaySchO", "Nr. 1 Abschnitt 7 Anlage 2 zu § 46 BaySchO"),
        ("Ziffer 4.3 Abschnitt 7 Anlage 2 zu § 46 BaySchO", "Nr. 4.3 Abschnitt 7 Anlage 2 zu § 46 BaySchO"),
        ("Nr. 3.1.2 Abschnitt 7 Anlage 2 zu § 46 BaySchO", "Nr. 3.1.2 Abschnitt 7 Anlage 2 zu § 46 BaySchO"),
        ("s. Ziffer 3.2 in Anlage 2 Abschnitt 7 BaySchO", "Nr. 3.2 Abschnitt 7 Anlage 2 BaySchO"),
        (
            "Ziffern 3.1.1 bis 3.1.5 in Abschnitt 7 Anlage 2 zu § 46 BaySchO",
            "Nr. 3.1.1–3.1.5 Abschnitt 7 Anlage 2 zu § 46 BaySchO",
        ),
        (
            "Ziffern 3.1.1-3.1.4 in Anlage 2 Abschnitt 7 BaySchO",
            "Nr. 3.1.1–3.1.4 Abschnitt 7 Anlage 2 BaySchO",
        ),
        (
            "vgl. Ziffer 3.1.2, 3.1.5, 3.2 und 3.3 Abschnitt 7 Anlage 2 zu § 46 BaySchO",
            "Nr. 3.1.2, 3.1.5, 3.2 und 3.3 Abschnitt 7 Anlage 2 zu § 46 BaySchO",
        ),
        (
            "Ziffern 3.1.1, 3.1.3, 3.1.4 in Abschnitt 7 Anlage 2 zu § 46 BaySchO",
            "Nr. 3.1.1, 3.1.3 und 3.1.4 Abschnitt 7 Anlage 2 zu § 46 BaySchO",
        ),
        ("Nr. 8 VollzBek DS – Schulen", "Nr. 8 VollzBek DS – Schulen"),
        ("VwV Schuldatenschutz Nr. 2.5.2", "Nr. 2.5.2 VwV Schuldatenschutz"),
    ] {
        assert_eq!(standard(wording), expected, "{wording}");
    }
}

#[test]
fn the_parts_of_an_annex_citation_lie_where_they_belong() {
    let provision = only("Ziffer 3.1.2, 3.1.5 und 3.2 Abschnitt 7 Anlage 2 zu § 46 BaySchO");
    assert_eq!(provision.points, [point([3, 1, 2]), point([3, 1, 5]), point([3, 2])]);
    assert_eq!(provision.division, Some(7.into()));
    assert_eq!(provision.annex, Some(2.into()));
    assert_eq!((provision.unit, provision.numbers), (Unit::Section, Some(number(46))));
    assert_eq!(provision.law.as_deref(), Some("BaySchO"));
}

#[test]
fn a_point_of_an_annex_is_no_point_of_the_section_before_it() {
    let wording = "§ 19 Abs. 4 Nr. 2 i. V. m. Buchst. a Anlage 2 zu § 46 BaySchO";
    let provisions: Vec<String> = parse(wording).provisions.iter().map(Provision::to_string).collect();
    assert_eq!(provisions, ["§ 19 Abs. 4 Nr. 2 BaySchO", "Buchst. a Anlage 2 zu § 46 BaySchO"]);
}

#[test]
fn neighbours_share_an_annex_named_once() {
    let expected =
        ["Nr. 3 Abschnitt 7 Anlage 2 zu § 46 BaySchO", "Nr. 4 Abschnitt 8 Anlage 2 zu § 46 BaySchO"];
    let wording = "Nr. 3 Abschnitt 7 und Nr. 4 Abschnitt 8 Anlage 2 zu § 46 BaySchO";
    let provisions: Vec<String> = parse(wording).provisions.iter().map(Provision::to_string).collect();
    assert_eq!(provisions, expected);
}

#[test]
fn an_annex_is_found_without_its_section() {
    let with = only("Ziffer 5 Abschnitt 7 Anlage 2 zu § 46 BaySchO");
    let without = only("Ziffer 5 der Anlage 2 Abschnitt 7 der BaySchO");
    assert_ne!(with, without);
    assert!(same_place(&with, &without));
    assert!(!same_place(&with, &only("Ziffer 5 der Anlage 2 Abschnitt 8 der BaySchO")));
    assert!(!same_place(&with, &only("Ziffer 5 Abschnitt 7 Anlage 2 zu § 47 BaySchO")));
    assert!(!same_place(&only("§ 46 BaySchO"), &only("§ 47 BaySchO")));
}

#[test]
fn the_subparagraph_is_only_supplied_where_the_regulation_has_it() {
    assert!(same_place(&only("Art. 6 Abs. 1 e DSGVO"), &only("Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO")));
    assert!(!same_place(&only("Art. 6 Abs. 1 e DSGVO"), &only("Art. 6 Abs. 1 UAbs. 2 Buchst. e DSGVO")));
    for other in ["Art. 9 Abs. 2 Buchst. e DSGVO", "Art. 6 Abs. 1 Buchst. e BayDSG", "Art. 6 Abs. 1 DSGVO"] {
        assert_eq!(only(other).canonical(), only(other), "{other}");
    }
}

#[test]
fn a_law_alone_is_a_citation() {
    assert_eq!(standard("Bremisches Gesetz zum Datenschutz im Schulwesen"), "BremSchuldatenschutzG");
    assert_eq!(standard("Datenschutz-Grundverordnung"), "DSGVO");
    assert_eq!(standard("BDSG und TDDDG"), "BDSG und TDDDG");
}

#[test]
fn words_around_a_citation_are_left_over_and_do_no_harm() {
    let reading = parse("Rechtsgrundlage ist Art. 6 Abs. 1 lit. e DSGVO, soweit nichts anderes gilt.");
    assert_eq!(reading.to_string(), "Art. 6 Abs. 1 Buchst. e DSGVO");
    assert_eq!(reading.unread, ["Rechtsgrundlage ist", "soweit nichts anderes gilt"]);
    assert!(!reading.loose);
    for prose in ["Die Art der Daten", "Anlage und Abschnitt", "Seite, S. 374", "am 04.07.2019", "§", "Art."]
    {
        assert_eq!(parse(prose).provisions, [], "{prose}");
    }
}

#[test]
fn what_the_order_of_the_standard_form_would_change_is_left_over() {
    let reading = parse("§ 26 Abs. 1 Nr. 2 Satz 1 BDSG");
    assert_eq!(reading.to_string(), "§ 26 Abs. 1 Nr. 2 BDSG");
    assert_eq!(reading.unread, ["Satz 1"]);
    let reading = parse("§ 188 Abs. 2 Alt. 2 BGB");
    assert_eq!(reading.to_string(), "§ 188 Abs. 2 BGB");
    assert_eq!(reading.unread, ["Alt. 2"]);
}

#[test]
fn numbers_beyond_any_law_are_left_over() {
    assert_eq!(parse("§ 99999999999999999999 BDSG").to_string(), "BDSG");
    assert_eq!(parse("Nr. 1.1.1.1.1.1.1.1").provisions, []);
}
