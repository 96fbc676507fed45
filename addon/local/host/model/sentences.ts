import type { Locale } from './workbook.ts';

/** What Sheets itself says to a person who types; the add-on's own sentences live in shared/text. */
export const sentences = {
  fr_FR: {
    protected:
      'Vous essayez de modifier une cellule ou un objet protégés. ' +
      'Pour pouvoir les modifier, demandez au propriétaire de la feuille de calcul de supprimer la protection.',
    caution:
      'Vous essayez de modifier une partie de cette feuille qui ne devrait pas être modifiée accidentellement. ' +
      'Modifier quand même ?',
    invalid: (cell: string) =>
      `Les données que vous avez saisies dans la cellule ${cell} ne respectent pas les règles de validation des données définies pour cette cellule.`,
    tooLong: 'Le contenu saisi dépasse la limite de 50 000 caractères par cellule.',
  },
  en_US: {
    protected:
      "You're trying to edit a protected cell or object. " +
      'Please contact the spreadsheet owner to remove protection if you need to edit.',
    caution:
      "Heads up! You're trying to edit part of this sheet that shouldn't be changed accidentally. Edit anyway?",
    invalid: (cell: string) =>
      `The data you entered in cell ${cell} violates the data validation rules set on this cell.`,
    tooLong: 'Your input contains more than the maximum of 50000 characters in a single cell.',
  },
} satisfies Record<Locale, unknown>;
