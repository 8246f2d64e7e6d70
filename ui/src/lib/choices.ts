// The values of the model's closed choices, in the order in which they are offered.
import type { Access } from '../bindings/Access';
import type { Action } from '../bindings/Action';
import type { Actor } from '../bindings/Actor';
import type { AnchorPoint } from '../bindings/AnchorPoint';
import type { Appointment } from '../bindings/Appointment';
import type { Automation } from '../bindings/Automation';
import type { Availability } from '../bindings/Availability';
import type { Bound } from '../bindings/Bound';
import type { DocumentKind } from '../bindings/DocumentKind';
import type { EngagementRole } from '../bindings/EngagementRole';
import type { Enumeration } from '../bindings/Enumeration';
import type { ExceptionEffect } from '../bindings/ExceptionEffect';
import type { ExtensionPhase } from '../bindings/ExtensionPhase';
import type { Identifiability } from '../bindings/Identifiability';
import type { LawfulGround } from '../bindings/LawfulGround';
import type { Limit } from '../bindings/Limit';
import type { PartyKind } from '../bindings/PartyKind';
import type { Period } from '../bindings/Period';
import type { PeriodUnit } from '../bindings/PeriodUnit';
import type { Placement } from '../bindings/Placement';
import type { RecipientRole } from '../bindings/RecipientRole';
import type { RemarkKind } from '../bindings/RemarkKind';
import type { RightKind } from '../bindings/RightKind';
import type { Sector } from '../bindings/Sector';
import type { Sensitivity } from '../bindings/Sensitivity';
import type { Stage } from '../bindings/Stage';
import type { StartKind } from '../bindings/StartKind';
import type { TransferInstrument } from '../bindings/TransferInstrument';
import type { YearChoice } from '../bindings/YearChoice';
import type { YearKind } from '../bindings/YearKind';

/** All values of a choice; a value that the model gains and this list lacks is a type error. */
const all =
  <T extends string>() =>
  <const V extends readonly T[]>(...values: [T] extends [V[number]] ? V : [missing: Exclude<T, V[number]>]) =>
    values as readonly T[];

export const ACCESSES = all<Access>()(
  'not_stated',
  'read_only',
  'write_only',
  'read_and_write',
  'incidental',
);
export const ACTIONS = all<Action['kind']>()(
  'erase',
  'anonymise',
  'restrict',
  'invalidate',
  'offer_to_archive',
  'return',
);
export const ACTORS = all<Actor['kind']>()('controller', 'processor', 'user', 'browser', 'other');
export const ANCHOR_POINTS = all<AnchorPoint>()('start', 'end');
export const APPOINTMENTS = all<Appointment>()('appointed', 'contact_person');
export const AUTOMATIONS = all<Automation>()('not_stated', 'automatic', 'manual');
export const AVAILABILITIES = all<Availability>()('available', 'announced_but_missing', 'not_filed');
export const BOUNDS = all<Bound>()('exactly', 'at_most', 'at_least', 'as_a_rule', 'as_a_rule_at_most');
export const DOCUMENT_KINDS = all<DocumentKind>()(
  'contract',
  'notice',
  'terms_of_use',
  'concept',
  'impact_assessment',
  'consent_form',
  'works_agreement',
  'other',
);
export const ROLES = all<EngagementRole>()(
  'processor',
  'sub_processor',
  'joint_controller',
  'controller',
  'unclear',
);
export const ENUMERATIONS = all<Enumeration>()('closed', 'open');
export const EFFECTS = all<ExceptionEffect['kind']>()(
  'extend',
  'instead',
  'ruled_elsewhere',
  'not_erased',
  'kept_anonymised',
  'suspend',
);
export const PHASES = all<ExtensionPhase>()('in_use', 'restricted');
export const IDENTIFIABILITIES = all<Identifiability>()('personal', 'pseudonymous', 'anonymous');
export const GROUNDS = all<LawfulGround>()(
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
);
export const LIMITS = all<Limit>()('duty_to_erase', 'duty_to_keep');
export const PARTY_KINDS = all<PartyKind>()('company', 'public_body', 'supervisory_authority', 'other');
export const PERIODS = all<Period['kind']>()(
  'span',
  'with_event',
  'while_state',
  'as_needed',
  'unlimited',
  'not_stored',
  'kept_not_erased',
  'ruled_elsewhere',
  'not_stated',
);
export const UNITS = all<PeriodUnit>()('minutes', 'hours', 'days', 'weeks', 'months', 'years');
export const PLACEMENTS = all<Placement>()('internal', 'external');
export const RECIPIENT_ROLES = all<RecipientRole>()('recipient', 'by_law', 'particular_inquiry');
export const REMARK_KINDS = all<RemarkKind>()('description', 'negative', 'advice');
export const RIGHTS = all<RightKind>()(
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'withdrawal_of_consent',
  'complaint',
  'no_automated_decision',
  'other',
);
export const SECTORS = all<Sector>()('public', 'private', 'church');
export const SENSITIVITIES = all<Sensitivity>()('ordinary', 'special', 'criminal');
export const STAGES = all<Stage>()('draft', 'checked_by_dpo', 'released', 'retired');
export const START_KINDS = all<StartKind>()(
  'collection',
  'end_of_matter',
  'end_of_relationship',
  'purpose_fulfilled',
  'consent_withdrawn',
  'other',
);
export const INSTRUMENTS = all<TransferInstrument>()(
  'adequacy',
  'data_privacy_framework',
  'authority_instrument',
  'binding_corporate_rules',
  'standard_clauses',
  'authority_clauses',
  'code_of_conduct',
  'certification',
  'authorised_clauses',
  'derogation',
  'compelling_interests',
);
export const YEAR_CHOICES = all<YearChoice>()('current', 'next');
export const YEAR_KINDS = all<YearKind>()('school', 'calendar', 'fiscal');
export const LANDS = [
  'DE-BW',
  'DE-BY',
  'DE-BE',
  'DE-BB',
  'DE-HB',
  'DE-HH',
  'DE-HE',
  'DE-MV',
  'DE-NI',
  'DE-NW',
  'DE-RP',
  'DE-SL',
  'DE-SN',
  'DE-ST',
  'DE-SH',
  'DE-TH',
] as const;
