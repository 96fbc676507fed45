/**
 * Medicines by their international name (DCI), as a French hospital's formulary writes them:
 * `name | form | units a box | group | strength @ price a unit, …`. Prices are of the right order only.
 */
const FORMULARY = `
Paracétamol|comprimé|30|Antalgiques|500 mg@0.035,1 g@0.048
Paracétamol|suppositoire|10|Antalgiques|150 mg@0.19,300 mg@0.21
Paracétamol|poche injectable|12|Antalgiques|1 g / 100 mL@0.86
Ibuprofène|comprimé|30|Anti-inflammatoires|200 mg@0.06,400 mg@0.09
Kétoprofène|gélule|24|Anti-inflammatoires|50 mg@0.11
Kétoprofène|ampoule|6|Anti-inflammatoires|100 mg@1.12
Diclofénac|comprimé|30|Anti-inflammatoires|50 mg@0.08
Naproxène|comprimé|28|Anti-inflammatoires|550 mg@0.19
Tramadol|gélule|30|Antalgiques|50 mg@0.1
Tramadol|ampoule|10|Antalgiques|100 mg / 2 mL@0.74
Néfopam|ampoule|5|Antalgiques|20 mg / 2 mL@0.61
Codéine paracétamol|comprimé|16|Antalgiques|30 mg / 500 mg@0.12
Morphine|ampoule|10|Stupéfiants|10 mg / 1 mL@0.52,50 mg / 5 mL@1.9
Oxycodone|comprimé|28|Stupéfiants|5 mg@0.27,10 mg@0.41
Fentanyl|dispositif transdermique|5|Stupéfiants|12 µg/h@2.05,25 µg/h@3.1
Acide acétylsalicylique|sachet|30|Antiagrégants|75 mg@0.06,160 mg@0.07
Clopidogrel|comprimé|30|Antiagrégants|75 mg@0.22
Énoxaparine|seringue|10|Anticoagulants|2000 UI@1.72,4000 UI@2.6,6000 UI@3.4
Héparine sodique|flacon|10|Anticoagulants|25000 UI / 5 mL@2.95
Apixaban|comprimé|60|Anticoagulants|2,5 mg@0.92,5 mg@0.94
Rivaroxaban|comprimé|28|Anticoagulants|15 mg@1.85,20 mg@1.86
Warfarine|comprimé|30|Anticoagulants|2 mg@0.09,5 mg@0.11
Acide tranexamique|ampoule|5|Hémostatiques|500 mg / 5 mL@0.98
Vitamine K1|ampoule|5|Hémostatiques|10 mg / 1 mL@0.82
Amoxicilline|gélule|12|Antibiotiques|500 mg@0.14
Amoxicilline|flacon|10|Antibiotiques|1 g@1.2
Amoxicilline acide clavulanique|sachet|24|Antibiotiques|1 g / 125 mg@0.31
Amoxicilline acide clavulanique|flacon|10|Antibiotiques|1 g / 200 mg@1.65
Pipéracilline tazobactam|flacon|10|Antibiotiques|4 g / 500 mg@5.4
Céfazoline|flacon|10|Antibiotiques|1 g@1.45,2 g@2.6
Ceftriaxone|flacon|10|Antibiotiques|1 g@1.38,2 g@2.5
Céfotaxime|flacon|10|Antibiotiques|1 g@1.3
Cloxacilline|flacon|10|Antibiotiques|1 g@1.75
Ciprofloxacine|comprimé|12|Antibiotiques|500 mg@0.33
Lévofloxacine|comprimé|10|Antibiotiques|500 mg@0.62
Azithromycine|comprimé|6|Antibiotiques|250 mg@0.58
Clarithromycine|comprimé|10|Antibiotiques|500 mg@0.44
Métronidazole|poche injectable|10|Antibiotiques|500 mg / 100 mL@1.05
Métronidazole|comprimé|20|Antibiotiques|500 mg@0.17
Gentamicine|ampoule|10|Antibiotiques|80 mg / 2 mL@0.92,160 mg / 2 mL@1.4
Amikacine|flacon|10|Antibiotiques|500 mg@2.1
Vancomycine|flacon|10|Antibiotiques|500 mg@2.25,1 g@3.9
Cotrimoxazole|comprimé|20|Antibiotiques|800 mg / 160 mg@0.16
Doxycycline|comprimé|15|Antibiotiques|100 mg@0.13
Fluconazole|gélule|7|Antifongiques|100 mg@0.7,200 mg@1.2
Aciclovir|comprimé|25|Antiviraux|200 mg@0.23
Aciclovir|flacon|10|Antiviraux|500 mg@3.6
Oméprazole|gélule|28|Gastro-entérologie|10 mg@0.07,20 mg@0.09
Ésoméprazole|flacon|10|Gastro-entérologie|40 mg@1.1
Pantoprazole|comprimé|28|Gastro-entérologie|20 mg@0.08,40 mg@0.11
Métoclopramide|ampoule|12|Gastro-entérologie|10 mg / 2 mL@0.36
Ondansétron|ampoule|5|Gastro-entérologie|4 mg / 2 mL@0.75,8 mg / 4 mL@1.05
Lopéramide|gélule|20|Gastro-entérologie|2 mg@0.07
Macrogol|sachet|20|Gastro-entérologie|4 g@0.13,10 g@0.16
Lactulose|sachet|20|Gastro-entérologie|10 g@0.15
Phloroglucinol|ampoule|6|Gastro-entérologie|40 mg / 4 mL@0.41
Siméticone|capsule|40|Gastro-entérologie|125 mg@0.09
Furosémide|comprimé|30|Cardiologie|20 mg@0.06,40 mg@0.07
Furosémide|ampoule|5|Cardiologie|20 mg / 2 mL@0.38
Spironolactone|comprimé|30|Cardiologie|25 mg@0.11,50 mg@0.15
Hydrochlorothiazide|comprimé|30|Cardiologie|25 mg@0.08
Bisoprolol|comprimé|30|Cardiologie|1,25 mg@0.09,2,5 mg@0.1,5 mg@0.12
Aténolol|comprimé|28|Cardiologie|50 mg@0.1
Propranolol|comprimé|50|Cardiologie|40 mg@0.06
Amlodipine|gélule|30|Cardiologie|5 mg@0.08,10 mg@0.1
Nicardipine|ampoule|10|Cardiologie|10 mg / 10 mL@1.55
Ramipril|comprimé|30|Cardiologie|2,5 mg@0.1,5 mg@0.13
Périndopril|comprimé|30|Cardiologie|4 mg@0.16
Valsartan|comprimé|30|Cardiologie|80 mg@0.19,160 mg@0.23
Losartan|comprimé|28|Cardiologie|50 mg@0.18
Amiodarone|comprimé|30|Cardiologie|200 mg@0.17
Amiodarone|ampoule|6|Cardiologie|150 mg / 3 mL@0.89
Digoxine|comprimé|30|Cardiologie|0,25 mg@0.09
Isosorbide dinitrate|ampoule|10|Cardiologie|10 mg / 10 mL@1.7
Atorvastatine|comprimé|28|Cardiologie|10 mg@0.13,20 mg@0.17,40 mg@0.21
Rosuvastatine|comprimé|30|Cardiologie|10 mg@0.19
Adrénaline|ampoule|10|Réanimation|1 mg / 1 mL@0.64,5 mg / 5 mL@1.2
Noradrénaline|ampoule|10|Réanimation|8 mg / 4 mL@1.15
Atropine|ampoule|10|Réanimation|0,5 mg / 1 mL@0.58,1 mg / 1 mL@0.62
Éphédrine|seringue|10|Réanimation|30 mg / 10 mL@3.9
Dobutamine|flacon|10|Réanimation|250 mg / 20 mL@3.3
Propofol|ampoule|5|Anesthésie|200 mg / 20 mL@1.35
Kétamine|ampoule|10|Anesthésie|50 mg / 5 mL@1.5,250 mg / 5 mL@3.2
Midazolam|ampoule|10|Anesthésie|5 mg / 5 mL@0.72,50 mg / 10 mL@1.85
Rocuronium|flacon|10|Anesthésie|50 mg / 5 mL@3.4
Suxaméthonium|ampoule|10|Anesthésie|100 mg / 2 mL@1.9
Lidocaïne|flacon|10|Anesthésie|10 mg/mL 20 mL@1.05,20 mg/mL 20 mL@1.15
Ropivacaïne|poche injectable|5|Anesthésie|2 mg/mL 200 mL@6.4
Bupivacaïne|ampoule|20|Anesthésie|5 mg/mL 4 mL@1.75
Naloxone|ampoule|10|Antidotes|0,4 mg / 1 mL@1.95
Flumazénil|ampoule|5|Antidotes|0,5 mg / 5 mL@4.6
Acétylcystéine|flacon|4|Antidotes|5 g / 25 mL@7.8
Salbutamol|aérosol|1|Pneumologie|100 µg@2.3
Salbutamol|dosette|30|Pneumologie|2,5 mg / 2,5 mL@0.21,5 mg / 2,5 mL@0.23
Ipratropium|dosette|30|Pneumologie|0,5 mg / 2 mL@0.39
Budésonide|dosette|20|Pneumologie|1 mg / 2 mL@0.78
Prednisone|comprimé|30|Corticoïdes|5 mg@0.07,20 mg@0.14
Prednisolone|comprimé|20|Corticoïdes|20 mg@0.15
Méthylprednisolone|flacon|10|Corticoïdes|40 mg@1.3,120 mg@2.4
Hydrocortisone|flacon|10|Corticoïdes|100 mg@1.7
Bétaméthasone|ampoule|3|Corticoïdes|4 mg / 1 mL@0.95
Metformine|comprimé|30|Diabétologie|500 mg@0.04,850 mg@0.05,1 g@0.06
Gliclazide|comprimé|30|Diabétologie|30 mg@0.1,60 mg@0.16
Insuline asparte|stylo|5|Diabétologie|300 UI / 3 mL@6.7
Insuline glargine|stylo|5|Diabétologie|300 UI / 3 mL@7.9
Insuline humaine rapide|flacon|1|Diabétologie|1000 UI / 10 mL@9.8
Glucagon|kit|1|Diabétologie|1 mg@21.5
Lévothyroxine|comprimé|30|Endocrinologie|25 µg@0.06,50 µg@0.07,100 µg@0.08
Diazépam|comprimé|40|Psychiatrie|5 mg@0.04,10 mg@0.05
Diazépam|ampoule|6|Psychiatrie|10 mg / 2 mL@0.55
Alprazolam|comprimé|30|Psychiatrie|0,25 mg@0.05,0,5 mg@0.06
Oxazépam|comprimé|20|Psychiatrie|10 mg@0.06
Zopiclone|comprimé|14|Psychiatrie|3,75 mg@0.09,7,5 mg@0.1
Sertraline|gélule|28|Psychiatrie|50 mg@0.16
Escitalopram|comprimé|28|Psychiatrie|10 mg@0.19
Mirtazapine|comprimé|30|Psychiatrie|15 mg@0.2
Halopéridol|ampoule|5|Psychiatrie|5 mg / 1 mL@0.7
Rispéridone|comprimé|60|Psychiatrie|1 mg@0.17,2 mg@0.28
Olanzapine|comprimé|28|Psychiatrie|5 mg@0.3
Lévétiracétam|comprimé|60|Neurologie|250 mg@0.14,500 mg@0.24
Valproate de sodium|comprimé|30|Neurologie|200 mg@0.08,500 mg@0.15
Gabapentine|gélule|90|Neurologie|100 mg@0.06,300 mg@0.14
Prégabaline|gélule|56|Neurologie|25 mg@0.11,75 mg@0.19
Lévodopa bensérazide|gélule|60|Neurologie|100 mg / 25 mg@0.14
Baclofène|comprimé|30|Neurologie|10 mg@0.08
Allopurinol|comprimé|28|Rhumatologie|100 mg@0.06,200 mg@0.08
Colchicine|comprimé|20|Rhumatologie|1 mg@0.13
Acide alendronique|comprimé|4|Rhumatologie|70 mg@1.9
Calcium vitamine D3|comprimé à sucer|60|Rhumatologie|500 mg / 400 UI@0.08
Cholécalciférol|ampoule buvable|1|Rhumatologie|100000 UI@1.15
Acide folique|comprimé|20|Vitamines|5 mg@0.07
Thiamine|ampoule|5|Vitamines|100 mg / 2 mL@0.48
Fer sulfate|comprimé|30|Vitamines|80 mg@0.07
Carboxymaltose ferrique|flacon|1|Vitamines|500 mg / 10 mL@92
Chlorure de sodium|poche injectable|20|Solutés|0,9 % 100 mL@0.72,0,9 % 500 mL@0.95,0,9 % 1 L@1.2
Chlorure de sodium|ampoule|50|Solutés|20 % 10 mL@0.22
Glucose|poche injectable|20|Solutés|5 % 500 mL@0.98,5 % 1 L@1.25
Glucose|ampoule|50|Solutés|30 % 20 mL@0.35
Chlorure de potassium|ampoule|50|Solutés|10 % 10 mL@0.26
Ringer lactate|poche injectable|20|Solutés|500 mL@1.05,1 L@1.35
Eau pour préparations injectables|ampoule|100|Solutés|10 mL@0.12
Gluconate de calcium|ampoule|10|Solutés|10 % 10 mL@0.6
Sulfate de magnésium|ampoule|10|Solutés|15 % 10 mL@0.42
Bicarbonate de sodium|flacon|10|Solutés|1,4 % 250 mL@2.1
Vaccin grippal|seringue|1|Vaccins|saison@6.2
Vaccin tétanique polio|seringue|1|Vaccins|0,5 mL@7.4
Vaccin hépatite B|seringue|1|Vaccins|20 µg@14.6
Immunoglobuline anti-D|seringue|1|Vaccins|300 µg@41
Oxytocine|ampoule|10|Obstétrique|5 UI / 1 mL@0.68
Misoprostol|comprimé|60|Obstétrique|200 µg@0.35
Tropicamide|collyre|1|Ophtalmologie|0,5 %@2.4
Timolol|collyre|1|Ophtalmologie|0,25 %@2.1,0,5 %@2.3
Povidone iodée|flacon|1|Antiseptiques|10 % 125 mL@2.2,4 % 125 mL@2.1
Chlorhexidine alcoolique|flacon|1|Antiseptiques|0,5 % 250 mL@2.6,2 % 100 mL@3.1
Sulfadiazine argentique|tube|1|Dermatologie|1 % 50 g@3.2
Vaseline stérile|tube|1|Dermatologie|20 g@0.9
`;

export interface Medicine {
  name: string;
  form: string;
  boxOf: number;
  group: string;
  strength: string;
  price: number;
}

export const MEDICINES: readonly Medicine[] = FORMULARY.trim()
  .split('\n')
  .flatMap((line) => {
    const [name = '', form = '', box = '', group = '', strengths = ''] = line.split('|');
    // A comma may stand in a strength («0,25 mg»): what ends one is its price.
    return [...strengths.matchAll(/([^@]+)@([\d.]+),?/g)].map(([, strength = '', price = '']) => ({
      name,
      form,
      boxOf: Number(box),
      group,
      strength,
      price: Number(price),
    }));
  });

/** Groups that stand in the cold, and those behind a lock. */
export const COLD_GROUPS = ['Diabétologie', 'Vaccins', 'Obstétrique'];
export const LOCKED_GROUPS = ['Stupéfiants'];
