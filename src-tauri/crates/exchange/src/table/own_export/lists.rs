//! The items of the further sheets, row by row.

use super::book::{List, Row};
use super::reading::{Reading, number};
use crate::foreign::engagement_of;
use register::citation::LawfulGround;
use register::data::{DataCategory, DataSubjectCategory, Enumeration, Identifiability, Sensitivity};
use register::engagement::{EngagedBy, Engagement, EngagementRole};
use register::id::ItemId;
use register::legal_basis::{LegalBasis, Purpose};
use register::measure::Measure;
use register::recipient::{
    Access, AccessLimit, Destination, Placement, Recipient, RecipientRole, Transfer, TransferInstrument,
};
use register::statement::{NonEmpty, Selection};

const GROUNDS: [LawfulGround; 6] = [
    LawfulGround::Consent,
    LawfulGround::Contract,
    LawfulGround::LegalObligation,
    LawfulGround::VitalInterests,
    LawfulGround::PublicTask,
    LawfulGround::LegitimateInterests,
];

const ACCESSES: [Access; 4] = [Access::ReadOnly, Access::WriteOnly, Access::ReadAndWrite, Access::Incidental];

const INSTRUMENTS: [TransferInstrument; 11] = [
    TransferInstrument::Adequacy,
    TransferInstrument::DataPrivacyFramework,
    TransferInstrument::AuthorityInstrument,
    TransferInstrument::BindingCorporateRules,
    TransferInstrument::StandardClauses,
    TransferInstrument::AuthorityClauses,
    TransferInstrument::CodeOfConduct,
    TransferInstrument::Certification,
    TransferInstrument::AuthorisedClauses,
    TransferInstrument::Derogation,
    TransferInstrument::CompellingInterests,
];

const ROLES: [EngagementRole; 5] = [
    EngagementRole::Processor,
    EngagementRole::SubProcessor,
    EngagementRole::JointController,
    EngagementRole::Controller,
    EngagementRole::Unclear,
];

/// The protection goals by their ids in the reference list.
const GOALS: [&str; 7] = [
    "data_minimisation",
    "availability",
    "integrity",
    "confidentiality",
    "unlinkability",
    "transparency",
    "intervenability",
];

impl Reading<'_> {
    pub(super) fn purpose(&mut self, id: ItemId, row: &Row) -> Purpose {
        Purpose {
            id,
            text: self.cell(row, "column-purpose").to_owned(),
            condition: self.text(row, "column-condition"),
            data: self.data(row),
        }
    }

    pub(super) fn data_subject(&mut self, id: ItemId, row: &Row) -> DataSubjectCategory {
        let name = self.cell(row, "column-data-subject").to_owned();
        self.subjects.insert(name.clone(), id);
        DataSubjectCategory {
            id,
            name,
            enumeration: self.enumeration(row),
            condition: self.text(row, "column-condition"),
            data: self.data(row),
        }
    }

    fn enumeration(&self, row: &Row) -> Enumeration {
        self.choice(self.cell(row, "column-enumeration"), [Enumeration::Open]).unwrap_or_default()
    }

    pub(super) fn data_category(&mut self, id: ItemId, row: &Row) -> DataCategory {
        let details = self.cell(row, "column-details").lines().map(str::to_owned);
        let sensitivity = [Sensitivity::Special, Sensitivity::Criminal];
        let tie = [Identifiability::Pseudonymous, Identifiability::Anonymous];
        DataCategory {
            id,
            name: self.cell(row, "column-data-category").to_owned(),
            details: details.collect(),
            enumeration: self.enumeration(row),
            condition: self.text(row, "column-condition"),
            sensitivity: self.choice(self.cell(row, "column-sensitivity"), sensitivity).unwrap_or_default(),
            identifiability: self.choice(self.cell(row, "column-identifiability"), tie).unwrap_or_default(),
            provisions: self.citations(self.cell(row, "column-provisions")),
            origin: self.text(row, "column-source-of-data"),
            note: self.text(row, "column-note"),
        }
    }

    pub(super) fn legal_basis(&mut self, id: ItemId, row: &Row) -> LegalBasis {
        let whole = self.cell(row, "column-legal-basis");
        let mut rest = whole;
        let ground = GROUNDS.into_iter().find(|ground| {
            let after = link(rest, &self.book.german.name(ground));
            rest = after.unwrap_or(rest);
            after.is_some()
        });
        let chain = self.citations(self.cell(row, "column-wording"));
        for citation in &chain {
            let standard = self.book.german.citation(citation).standard;
            let shown = standard.as_deref().unwrap_or(&citation.wording);
            rest = link(rest, shown).unwrap_or(rest);
        }
        let unnamed =
            Some(rest).filter(|rest| !rest.is_empty() && *rest != self.word("mark-provision-not-stated"));
        let purposes = self.selection(List::Purposes, self.cell(row, "column-purpose-numbers"));
        LegalBasis {
            id,
            ground,
            chain,
            unnamed_norm: unnamed.map(str::to_owned),
            condition: self.text(row, "column-condition"),
            purposes: purposes.unwrap_or_default(),
            data: self.data(row),
            channel: self.text(row, "column-channel"),
            legitimate_interest: self.text(row, "column-legitimate-interest"),
            note: self.text(row, "column-note"),
        }
    }

    pub(super) fn recipient(&mut self, id: ItemId, row: &Row) -> Recipient {
        let (members, enumeration) = self.example(self.cell(row, "column-members"));
        let examples = members.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let roles = [RecipientRole::ByLaw, RecipientRole::ParticularInquiry];
        let (mut access, mut access_limits) = (Access::NotStated, Vec::new());
        for line in self.cell(row, "column-access").lines() {
            if let Some(stated) = self.choice(line, ACCESSES) {
                access = stated;
            } else if let Some((data, stated)) =
                line.strip_prefix("Daten Nr. ").and_then(|it| it.split_once(": "))
                && let Some(access) = self.choice(stated, ACCESSES)
                && let Some(data) = self.selection(List::DataCategories, data)
            {
                access_limits.push(AccessLimit { id: self.ids.next("access_limits", line), data, access });
            }
        }
        let placement = self.choice(self.cell(row, "column-placement"), [Placement::Internal]);
        let role = self.choice(self.cell(row, "column-recipient-role"), roles);
        Recipient {
            id,
            name: self.cell(row, "column-recipient").to_owned(),
            party: self.text(row, "column-party").map(|name| self.party(&name)),
            examples,
            enumeration,
            placement: placement.unwrap_or_default(),
            role: role.unwrap_or_default(),
            data: self.data(row),
            occasion: self.text(row, "column-occasion"),
            condition: self.text(row, "column-condition"),
            access,
            access_limits,
            provisions: self.citations(self.cell(row, "column-provisions")),
            note: self.text(row, "column-note"),
        }
    }

    /// "AV 1": how others call an engagement.
    pub(super) fn engagement_label(&self, row: &Row) -> String {
        let role = self.engagement_role(row);
        let letters = crate::register_view::View::engagement_letters(role);
        format!("{letters} {}", self.cell(row, "column-item-number"))
    }

    fn engagement_role(&self, row: &Row) -> EngagementRole {
        self.choice(self.cell(row, "column-engagement-role"), ROLES).unwrap_or(EngagementRole::Unclear)
    }

    pub(super) fn engagement(&mut self, id: ItemId, row: &Row) -> Engagement {
        let called = self.cell(row, "column-processor");
        let (name, enumeration) = self.example(called);
        let unnamed = self.word("mark-name-not-stated");
        let bracketed = format!(" ({unnamed})");
        let (party, described_as) = match name.strip_suffix(&bracketed) {
            Some(description) => (None, Some(description.to_owned())),
            None if name == unnamed => (None, None),
            None => {
                // "Katalogdienst (Betreiber)": the sheet of parties says whether the bracket belongs to the name.
                let parted = name.strip_suffix(')').and_then(|it| it.split_once(" ("));
                match parted.filter(|(party, _)| {
                    !self.book.parties.contains(name) && self.book.parties.contains(*party)
                }) {
                    Some((party, description)) => (Some(self.party(party)), Some(description.to_owned())),
                    None => (Some(self.party(name)), None),
                }
            }
        };
        let principals = self.cell(row, "column-engaged-by");
        let engaged_by = if principals.is_empty() || principals == self.word("mark-the-controller") {
            EngagedBy::Controller
        } else {
            let ids = principals.lines().map(|line| {
                let mut words = line.splitn(3, ' ');
                let label = format!("{} {}", words.next()?, words.next()?);
                self.engagements.get(&label).copied().filter(|engaging| *engaging != id)
            });
            let ids: Option<Vec<ItemId>> = ids.collect();
            ids.filter(|_| self.in_order)
                .and_then(|ids| NonEmpty::try_from(ids).ok())
                .map_or(EngagedBy::NotStated, |ids| EngagedBy::Engagements { ids })
        };
        let letters = self.cell(row, "column-group-names");
        let groups: Option<Vec<ItemId>> = letters
            .split(", ")
            .map(|letter| {
                self.groups.iter().find(|(known, _)| letter == format!("{known})")).map(|(_, id)| *id)
            })
            .collect();
        let groups =
            groups.and_then(|ids| NonEmpty::try_from(ids).ok()).map_or(Selection::All, Selection::Only);
        let service =
            self.text(row, "column-service").filter(|text| !super::super::wording::says_nothing(text));
        self.engaged.insert(called.to_owned(), id);
        Engagement {
            described_as,
            service,
            system: self.text(row, "column-system").map(|name| self.system(&name)),
            engaged_by,
            seat: self.location(self.cell(row, "column-seat")),
            processing_location: self.location(self.cell(row, "column-location")),
            contract: self.contract(self.cell(row, "column-contract")),
            groups,
            data: self.data(row),
            condition: self.text(row, "column-condition"),
            validity: self.validity(self.cell(row, "column-validity")),
            enumeration,
            note: self.text(row, "column-note"),
            ..engagement_of(id, party, self.engagement_role(row))
        }
    }

    pub(super) fn transfer(&mut self, id: ItemId, row: &Row) -> Transfer {
        let to = self.cell(row, "column-destination");
        let destination = match crate::countries::country(to) {
            Some(country) => Destination::Country { country },
            None if to == self.word("mark-unnamed-country") => Destination::Unnamed,
            None => Destination::InternationalOrganisation { name: to.to_owned() },
        };
        Transfer {
            id,
            destination,
            recipient: self.text(row, "column-recipient"),
            engagement: self.engaged.get(self.cell(row, "column-through")).copied(),
            data: self.data(row),
            instrument: self.choice(self.cell(row, "column-safeguards"), INSTRUMENTS),
            evidence: self.text(row, "column-evidence"),
            condition: self.text(row, "column-condition"),
            note: self.text(row, "column-note"),
        }
    }

    pub(super) fn measure(&mut self, id: ItemId, row: &Row) -> Measure {
        let named = self.cell(row, "column-goals").split(", ");
        let goals =
            named.filter_map(|name| GOALS.into_iter().find(|goal| self.book.german.goal(goal) == name));
        Measure {
            id,
            text: self.cell(row, "column-measure").to_owned(),
            set: None,
            goals: goals.map(str::to_owned).collect(),
            condition: None,
        }
    }

    /// The printed number of a row's item; a row without one says how the list stands.
    pub(super) fn number_of(&self, row: &Row) -> Option<u32> {
        number(self.cell(row, "column-item-number")).filter(|number| *number > 0)
    }
}

/// What follows a link at the beginning of a chain.
fn link<'t>(chain: &'t str, shown: &str) -> Option<&'t str> {
    let rest = chain.strip_prefix(shown)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(" i. V. m. ") }
}
