// New items, as a user begins them: an id and nothing stated.
import type { AccessLimit } from '../bindings/AccessLimit';
import type { Action } from '../bindings/Action';
import type { ActionPlan } from '../bindings/ActionPlan';
import type { Contract } from '../bindings/Contract';
import type { DataProtectionOfficer } from '../bindings/DataProtectionOfficer';
import type { Engagement } from '../bindings/Engagement';
import type { ExceptionEffect } from '../bindings/ExceptionEffect';
import type { Group } from '../bindings/Group';
import type { JointController } from '../bindings/JointController';
import type { Measure } from '../bindings/Measure';
import type { Period } from '../bindings/Period';
import type { Remark } from '../bindings/Remark';
import type { RetentionException } from '../bindings/RetentionException';
import type { Right } from '../bindings/Right';
import type { Scope } from '../bindings/Scope';
import { newId } from './ids';
import { blankContact } from './records';
import type { ItemsOf, ScopeKind } from './scopes';

const silent = { state: 'not_stated' } as const;

export const blankScope = (): Scope => ({
  purposes: silent,
  legal_bases: silent,
  data_subjects: silent,
  data_categories: silent,
  recipients: silent,
  transfers: silent,
  retention: silent,
  remarks: [],
});

export const blankGroup = (): Group => ({
  id: newId(),
  name: '',
  examples: [],
  enumeration: 'closed',
  condition: null,
  validity: { from: null, until: null },
  scope: blankScope(),
});

export const blankItem: { [K in ScopeKind]: () => ItemsOf[K] } = {
  purposes: () => ({ id: newId(), text: '', condition: null, data: 'all' }),
  legal_bases: () => ({
    id: newId(),
    ground: null,
    chain: [{ wording: '', correction: null }],
    unnamed_norm: null,
    condition: null,
    purposes: 'all',
    data: 'all',
    channel: null,
    legitimate_interest: null,
    note: null,
  }),
  data_subjects: () => ({ id: newId(), name: '', enumeration: 'closed', condition: null, data: 'all' }),
  data_categories: () => ({
    id: newId(),
    name: '',
    details: [],
    enumeration: 'closed',
    condition: null,
    sensitivity: 'ordinary',
    identifiability: 'personal',
    provisions: [],
    origin: null,
    note: null,
  }),
  recipients: () => ({
    id: newId(),
    name: '',
    party: null,
    examples: [],
    enumeration: 'closed',
    placement: 'external',
    role: 'recipient',
    data: 'all',
    occasion: null,
    condition: null,
    access: 'not_stated',
    access_limits: [],
    provisions: [],
    note: null,
  }),
  transfers: () => ({
    id: newId(),
    destination: { kind: 'unnamed' },
    recipient: null,
    engagement: null,
    data: 'all',
    instrument: null,
    evidence: null,
    condition: null,
    note: null,
  }),
  retention: () => ({
    id: newId(),
    name: null,
    data: 'all',
    subjects: 'all',
    attribute: null,
    period: { kind: 'not_stated' },
    start: { kind: 'not_stated' },
    anchor: null,
    bound: 'exactly',
    limit: 'duty_to_erase',
    action: { kind: 'one', action: { kind: 'erase' } },
    actor: null,
    automation: 'not_stated',
    condition: null,
    place: null,
    reason: null,
    norms: [],
    exceptions: [],
    note: null,
  }),
};

export const blankAccessLimit = (category: string | null): AccessLimit => ({
  id: newId(),
  data: category ? { only: [category] } : 'all',
  access: 'not_stated',
});

export const blankEngagement = (): Engagement => ({
  id: newId(),
  party: null,
  described_as: null,
  role: 'processor',
  service: null,
  system: null,
  engaged_by: { kind: 'controller' },
  seat: { kind: 'not_stated' },
  processing_location: { kind: 'not_stated' },
  contract: silent,
  groups: 'all',
  data: 'all',
  condition: null,
  validity: { from: null, until: null },
  enumeration: 'closed',
  note: null,
});

export const blankContract = (): Contract => ({
  document: null,
  concluded_on: null,
  next_check: null,
  ends_on: null,
  note: null,
});

export const blankMeasure = (): Measure => ({ id: newId(), text: '', set: null, goals: [], condition: null });

export const blankRemark = (): Remark => ({ id: newId(), kind: 'description', topic: null, text: '' });

export const blankRight = (): Right => ({
  id: newId(),
  right: 'access',
  text: null,
  condition: null,
  channel: null,
  provisions: [],
  excluded: null,
});

export const blankOfficer = (): DataProtectionOfficer => ({
  id: newId(),
  function: '',
  appointment: 'appointed',
  body: null,
  contact: blankContact(),
  note: null,
});

export const blankJointController = (party: string): JointController => ({
  id: newId(),
  party,
  tasks: null,
  arrangement: silent,
});

export const blankException = (): RetentionException => ({
  id: newId(),
  name: '',
  condition: null,
  effect: { kind: 'not_erased' },
  data: 'all',
  norms: [],
  note: null,
});

export function blankPeriod(kind: Period['kind']): Period {
  switch (kind) {
    case 'span':
      return { kind, amount: 1, unit: 'months' };
    case 'while_state':
      return { kind, state: '' };
    case 'as_needed':
      return { kind, measure: '' };
    case 'ruled_elsewhere':
      return { kind, place: '' };
    default:
      return { kind };
  }
}

export const blankAction = (kind: Action['kind']): Action =>
  kind === 'anonymise' ? { kind, method: null } : { kind };

export function blankPlan(kind: ActionPlan['kind']): ActionPlan {
  switch (kind) {
    case 'one':
      return { kind, action: { kind: 'erase' } };
    case 'nothing':
      return { kind };
    default:
      return { kind, actions: [{ kind: 'erase' }, { kind: 'restrict' }] };
  }
}

export function blankEffect(kind: ExceptionEffect['kind']): ExceptionEffect {
  switch (kind) {
    case 'extend':
      return { kind, period: blankPeriod('span'), phase: 'restricted' };
    case 'instead':
      return { kind, period: blankPeriod('span'), bound: 'exactly' };
    case 'ruled_elsewhere':
      return { kind, place: '' };
    default:
      return { kind };
  }
}
