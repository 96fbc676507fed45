import type { countOpen as fr } from '../../fr/addon/countOpen.ts';
import type { Same } from '../../same.ts';

export const countOpen: Same<typeof fr> = {
  filters: 'Count only a part',
  bins: 'Bins',
  binLines: '{bin}: {lines|line|lines}',
  suppliers: 'Suppliers',
  items: 'Items',
  groups: 'Groups',
  groupsHint: 'Separated by commas',
  expiringBefore: 'Lots that expire before',
  notCountedFor: 'Not counted for (days)',
  daysUnclear: 'Type a number of days, from 1 to 3,660.',

  frozen: '{lines|line will be frozen|lines will be frozen}: {items|item|items}, {value}',
  wholeDepot: 'In this depot a count covers the whole depot: articles and parts together.',
  parts:
    'That is more than one sheet holds well ({lines} lines): {parts|sheet will be made|sheets will be made}, for each team and group of bins.',
  partsAtLeast:
    'That is more than one sheet holds well ({lines} lines): at least {parts|sheet will be made|sheets will be made}, for each team and group of bins.',
  longBin:
    '{bin}: {lines|line|lines} on one single, slower sheet. Rather count them by supplier, by group or by item.',
  transit: '{count|transfer is|transfers are} on the way: what has not arrived yet is not counted here.',
  transitLine: '{transfer} of {date}, from {from} to {to} ({lines|line|lines})',
  byBin: 'Show the {bins} bins',

  howCounted: 'Date, tolerance, second count',
  date: 'Date of the count',
  zeros: 'List lines that have come to zero as well',
  twice: 'Count twice what is beyond the tolerance, by somebody else',
  toleranceHint:
    'A gap that exceeds one of these limits is beyond the tolerance. Without a limit, every gap is; the sheet then points out only a figure ten times too large or too small.',
  toleranceQuantity: 'Tolerance in quantity',
  tolerancePercent: 'Tolerance in %',
  toleranceValue: 'Tolerance in value ({currency})',
  toleranceUnclear: 'Type a positive number, or leave blank.',
  responsible: 'Person in charge of the count',
  nobody: 'Nobody in particular',
  instructions: 'Instructions to those who count',

  teams: 'Teams',
  teamsHint:
    'Each team has a sheet of its own, with its bins. Without teams, everybody counts on the same sheet.',
  addTeam: 'Add a team',
  teamName: 'Name of the team',
  teamDefault: 'Team {team}',
  members: 'Members',
  teamBins: 'Its bins',
  binTaken: '{bin} was with {from}: it is here now.',
  removeTeam: 'Remove team {team}',
};
