/** What is kept of a patient or of a person who works here, and its erasure (Q7). */
export const personalData = {
  intro:
    'Un patient, ou une personne qui travaille ici, peut demander ce qui est gardé de lui, et son effacement. Le journal garde que vous l’avez fait.',
  kind: 'De qui',
  kinds: { patients: 'Un patient', people: 'Une personne qui travaille ici' },
  who: { patients: 'Référence du patient', people: 'Adresse du compte Google' },
  look: 'Voir ce qui est gardé',
  looking: 'Lecture de ce qui est gardé…',
  unknown: 'Rien n’est gardé sous «{who}».',
  facts: {
    reference: 'Référence',
    email: 'Adresse',
    name: 'Nom',
    mask: 'Son mot dans les exports',
    documents: 'Documents à son nom',
    invoices: 'Factures à livrer',
    rights: 'Rôles',
    commands: 'Opérations au journal',
  },
  maskMeans:
    'Un mot tiré au hasard : il tient lieu de nom dans les exports et pour la comptabilité, qui ne voient jamais qui est le patient.',
  noName: 'aucun',
  download: 'Télécharger',
  file: 'Un fichier JSON, lisible dans tout éditeur de texte : ce qui est compté ici, en entier.',
  erase: 'Effacer…',
  eraseTitle: 'Effacer «{who}» ?',
  goes: 'Ce qui disparaît',
  stays: 'Ce qui reste',
  patients: {
    goes: {
      name: 'Sa référence et son nom : listes, documents et pages montrent le mot «{mask}» à leur place.',
      finding: 'Tout moyen de le retrouver par sa référence, y compris dans le journal.',
    },
    stays: {
      books:
        '{documents|document|documents}, avec numéro et quantités : stock, comptes et sceau ne changent pas.',
      zips: 'Les exports des inventaires : ils ne portent que ce mot.',
      texts: 'Ce que quelqu’un a écrit de lui à la main, dans une description par exemple.',
      backups: 'D’anciennes lignes dans les sauvegardes de la base, 30 jours au plus.',
    },
  },
  people: {
    goes: {
      name: 'Son adresse et son nom : listes, documents et journal montrent un mot à leur place.',
      rights: 'Ses droits et sa connexion : cette personne n’entre plus, dès sa prochaine demande.',
    },
    stays: {
      books:
        '{commands|opération au journal|opérations au journal}, sous ce mot : stock, comptes et sceau ne changent pas.',
      zips: 'Son nom dans les exports et les procès-verbaux déjà faits : ce sont les preuves des comptes.',
      texts: 'Ce que quelqu’un a écrit de cette personne à la main.',
      backups: 'D’anciennes lignes dans les sauvegardes de la base, 30 jours au plus.',
    },
  },
  forever:
    'C’est définitif : personne ne peut revenir en arrière. Téléchargez d’abord ce qui est à remettre.',
  again: 'Pour confirmer, tapez : {who}',
  notSame: 'Tapez exactement «{who}».',
  confirm: 'Effacer définitivement',
  erasing: 'Effacement…',
  erased: 'Effacé. À la place de «{who}» se lit partout «{word}».',
} as const;
