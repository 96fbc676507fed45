import type { personalData as french } from '../../fr/addon/personalData.ts';
import type { Same } from '../../same.ts';

export const personalData: Same<typeof french> = {
  intro:
    'A patient, or a person who works here, may ask what is kept of them, and to have it erased. The journal keeps that you did so.',
  kind: 'Of whom',
  kinds: { patients: 'A patient', people: 'A person who works here' },
  who: { patients: 'Reference of the patient', people: 'Address of the Google account' },
  look: 'See what is kept',
  looking: 'Reading what is kept…',
  unknown: 'Nothing is kept under “{who}”.',
  facts: {
    reference: 'Reference',
    email: 'Address',
    name: 'Name',
    mask: 'Their word in the exports',
    documents: 'Documents in their name',
    invoices: 'Invoices to deliver',
    rights: 'Roles',
    commands: 'Commands in the journal',
  },
  maskMeans:
    'A word drawn at random: it stands for the name in exports and for accounting, who never see who the patient is.',
  noName: 'none',
  download: 'Download',
  file: 'A JSON file, readable in any text editor: what is counted here, in full.',
  erase: 'Erase…',
  eraseTitle: 'Erase “{who}”?',
  goes: 'What goes',
  stays: 'What stays',
  patients: {
    goes: {
      name: 'The reference and the name: lists, documents and pages show the word “{mask}” in their place.',
      finding: 'Every way to find the patient again by the reference, in the journal too.',
    },
    stays: {
      books:
        '{documents|document|documents}, with number and quantities: stock, accounts and seal do not change.',
      zips: 'The exports of counts: they bear only that word.',
      texts: 'What somebody wrote of the patient by hand, in a description for instance.',
      backups: 'Old rows in the backups of the database, for 30 days at most.',
    },
  },
  people: {
    goes: {
      name: 'The address and the name: lists, documents and journal show a word in their place.',
      rights: 'Rights and sign-in: this person is out from the next request on.',
    },
    stays: {
      books:
        '{commands|command in the journal|commands in the journal}, under that word: stock, accounts and seal do not change.',
      zips: 'The name in exports and records already made: they are the proof of the accounts.',
      texts: 'What somebody wrote of this person by hand.',
      backups: 'Old rows in the backups of the database, for 30 days at most.',
    },
  },
  forever: 'This is final: nobody can take it back. First download what is to be handed over.',
  again: 'To confirm, type: {who}',
  notSame: 'Type exactly “{who}”.',
  confirm: 'Erase for good',
  erasing: 'Erasing…',
  erased: 'Erased. In the place of “{who}” everyone now reads “{word}”.',
};
