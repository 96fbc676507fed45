import type { PersonInput } from '../contract/people.ts';

/** Everybody who may sign in; the names are invented. */
export const samplePeople: (PersonInput & { admin: boolean })[] = [
  {
    email: 'camille.arnoux@tilleuls.example',
    name: 'Camille Arnoux',
    admin: true,
  },
  {
    email: 'helene.marchand@tilleuls.example',
    name: 'Hélène Marchand',
    admin: false,
    rights: [
      { depot: 'PHC', role: 'manager', emergencyExit: true },
      { depot: 'MED', role: 'manager', emergencyExit: true },
    ],
  },
  {
    email: 'yanis.benali@tilleuls.example',
    name: 'Yanis Benali',
    admin: false,
    rights: [{ depot: 'ORT', role: 'manager', emergencyExit: true }],
  },
  {
    email: 'lucie.perrot@tilleuls.example',
    name: 'Lucie Perrot',
    admin: false,
    rights: [{ depot: 'PHC', role: 'clerk', emergencyExit: true }],
  },
  {
    email: 'thomas.legoff@tilleuls.example',
    name: 'Thomas Le Goff',
    admin: false,
    rights: [
      { depot: 'PHC', role: 'clerk' },
      { depot: 'ORT', role: 'clerk' },
    ],
  },
  {
    email: 'aminata.diop@tilleuls.example',
    name: 'Aminata Diop',
    admin: false,
    rights: [{ depot: 'MED', role: 'clerk', emergencyExit: true }],
  },
  {
    email: 'francoise.noel@tilleuls.example',
    name: 'Françoise Noël',
    admin: false,
    accountant: true,
  },
];
