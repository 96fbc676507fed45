/** Consumables: `code | label | unit | units a box | group | price a unit`, sterile ones with lot and expiry. */
const STERILE = `
COMP-7X7|Compresse stérile non tissée 7,5 × 7,5 cm|sachet|50|Pansements|0.06
COMP-10|Compresse stérile non tissée 10 × 10 cm|sachet|50|Pansements|0.08
COMP-GAZE|Compresse de gaze stérile 10 × 10 cm|sachet|40|Pansements|0.09
PANS-ABS15|Pansement absorbant stérile 15 × 20 cm|unité|20|Pansements|0.31
PANS-HCOL|Pansement hydrocolloïde 10 × 10 cm|unité|10|Pansements|1.2
PANS-HCELL|Pansement hydrocellulaire 12,5 × 12,5 cm|unité|10|Pansements|2.4
PANS-ALG|Pansement alginate 10 × 10 cm|unité|10|Pansements|1.9
PANS-ARG|Pansement à l’argent 10 × 10 cm|unité|10|Pansements|5.6
PANS-FILM|Film adhésif transparent 10 × 12 cm|unité|50|Pansements|0.42
PANS-POST|Pansement postopératoire 10 × 20 cm|unité|50|Pansements|0.55
PANS-VAC|Kit de thérapie par pression négative, moyen|unité|5|Pansements|38
TULLE-10|Tulle gras 10 × 10 cm|sachet|10|Pansements|0.48
STRIP-6|Suture cutanée adhésive 6 × 75 mm|sachet|50|Pansements|0.66
SER-2|Seringue 2 mL trois pièces|unité|100|Injection|0.05
SER-5|Seringue 5 mL trois pièces|unité|100|Injection|0.06
SER-10|Seringue 10 mL trois pièces|unité|100|Injection|0.08
SER-20|Seringue 20 mL trois pièces|unité|50|Injection|0.13
SER-50LL|Seringue 50 mL Luer Lock|unité|60|Injection|0.34
SER-INS|Seringue à insuline 1 mL|unité|100|Injection|0.09
AIG-18G|Aiguille 18 G rose pompeuse|unité|100|Injection|0.03
AIG-21G|Aiguille 21 G verte|unité|100|Injection|0.03
AIG-23G|Aiguille 23 G bleue|unité|100|Injection|0.03
AIG-25G|Aiguille 25 G orange|unité|100|Injection|0.03
AIG-STYLO|Aiguille de sécurité pour stylo 5 mm|unité|100|Injection|0.17
KT-14G|Cathéter veineux court sécurisé 14 G|unité|50|Perfusion|0.86
KT-18G|Cathéter veineux court sécurisé 18 G|unité|50|Perfusion|0.78
KT-20G|Cathéter veineux court sécurisé 20 G|unité|50|Perfusion|0.78
KT-22G|Cathéter veineux court sécurisé 22 G|unité|50|Perfusion|0.79
KT-24G|Cathéter veineux court sécurisé 24 G|unité|50|Perfusion|0.81
PERF-3V|Perfuseur trois voies avec régulateur|unité|50|Perfusion|0.72
PERF-SIMPLE|Perfuseur simple avec prise d’air|unité|100|Perfusion|0.38
PERF-OPAQ|Perfuseur opaque|unité|50|Perfusion|1.05
PERF-TRANSF|Transfuseur avec filtre 200 µm|unité|50|Perfusion|0.69
PROL-150|Prolongateur 150 cm|unité|50|Perfusion|0.29
ROB-3V|Robinet trois voies|unité|50|Perfusion|0.33
ROB-RAMPE|Rampe de quatre robinets|unité|25|Perfusion|2.15
BOUCH-OBT|Bouchon obturateur Luer|unité|100|Perfusion|0.04
VALVE-BID|Valve bidirectionnelle|unité|50|Perfusion|0.62
AIG-HUBER|Aiguille de Huber sécurisée 20 G 20 mm|unité|20|Perfusion|3.4
PICC-4F|Cathéter central PICC 4 F|unité|5|Perfusion|62
KTC-3L|Cathéter veineux central trois lumières|unité|5|Perfusion|29.5
SU-CH08|Sonde d’aspiration CH 08|unité|100|Sondes|0.14
SU-CH12|Sonde d’aspiration CH 12|unité|100|Sondes|0.14
SU-CH16|Sonde d’aspiration CH 16|unité|100|Sondes|0.15
SV-CH14|Sonde vésicale Foley silicone CH 14|unité|10|Sondes|2.3
SV-CH16|Sonde vésicale Foley silicone CH 16|unité|10|Sondes|2.3
SV-CH18|Sonde vésicale Foley silicone CH 18|unité|10|Sondes|2.35
SNG-CH14|Sonde nasogastrique CH 14|unité|50|Sondes|0.58
SNG-ALIM|Sonde d’alimentation entérale CH 10|unité|10|Sondes|6.9
INT-70|Sonde d’intubation à ballonnet 7,0|unité|10|Sondes|1.65
INT-75|Sonde d’intubation à ballonnet 7,5|unité|10|Sondes|1.65
INT-80|Sonde d’intubation à ballonnet 8,0|unité|10|Sondes|1.65
POCHE-URI2|Poche à urine stérile 2 L vidangeable|unité|10|Sondes|0.93
GANT-ST65|Gants chirurgicaux stériles taille 6,5|paire|50|Gants|0.58
GANT-ST70|Gants chirurgicaux stériles taille 7|paire|50|Gants|0.58
GANT-ST75|Gants chirurgicaux stériles taille 7,5|paire|50|Gants|0.58
GANT-ST80|Gants chirurgicaux stériles taille 8|paire|50|Gants|0.58
SUT-NYL30|Fil de suture nylon 3/0 aiguille 24 mm|sachet|36|Bloc|1.3
SUT-NYL40|Fil de suture nylon 4/0 aiguille 19 mm|sachet|36|Bloc|1.3
SUT-RES20|Fil de suture résorbable 2/0 aiguille 26 mm|sachet|36|Bloc|1.95
SUT-RES30|Fil de suture résorbable 3/0 aiguille 26 mm|sachet|36|Bloc|1.95
AGRAF-35|Agrafeuse cutanée 35 agrafes|unité|6|Bloc|7.2
LAME-11|Lame de bistouri n° 11|unité|100|Bloc|0.15
LAME-23|Lame de bistouri n° 23|unité|100|Bloc|0.15
CHAMP-75|Champ stérile adhésif 75 × 90 cm|unité|40|Bloc|0.83
CHAMP-150|Champ stérile 150 × 200 cm|unité|20|Bloc|2.6
CASAQ-L|Casaque chirurgicale renforcée taille L|unité|25|Bloc|3.1
DRAIN-14|Drain de Redon CH 14 avec flacon|unité|10|Bloc|5.2
SET-PANS|Set de pansement stérile n° 1|unité|40|Sets|0.95
SET-SOND|Set de sondage urinaire|unité|20|Sets|2.75
SET-SUTURE|Set de suture avec instruments|unité|20|Sets|4.1
SET-ACCOU|Set d’accouchement|unité|8|Sets|11.8
TUBE-EDTA|Tube de prélèvement EDTA 4 mL violet|unité|100|Prélèvement|0.11
TUBE-CITR|Tube de prélèvement citraté 2,7 mL bleu|unité|100|Prélèvement|0.12
TUBE-HEP|Tube de prélèvement hépariné 4 mL vert|unité|100|Prélèvement|0.12
TUBE-SEC|Tube de prélèvement sec 5 mL rouge|unité|100|Prélèvement|0.11
HEMOC-ADU|Flacons d’hémoculture adulte, la paire|paire|20|Prélèvement|4.9
ECOUV-VIR|Écouvillon nasopharyngé avec milieu|unité|50|Prélèvement|1.05
BAND-GLYC|Bandelette de glycémie capillaire|unité|50|Prélèvement|0.28
`;

/** The same, without lot or expiry. */
const ORDINARY = `
GANT-NS|Gants nitrile non stériles taille S|unité|100|Gants|0.04
GANT-NM|Gants nitrile non stériles taille M|unité|100|Gants|0.04
GANT-NL|Gants nitrile non stériles taille L|unité|100|Gants|0.04
MASQ-CHIR|Masque chirurgical type IIR|unité|50|Protection|0.05
MASQ-FFP2|Masque FFP2|unité|20|Protection|0.28
BLOUSE-UU|Surblouse à usage unique|unité|50|Protection|0.62
TABLIER|Tablier plastique à usage unique|unité|100|Protection|0.05
CHARL|Charlotte non tissée|unité|100|Protection|0.03
SURCH|Surchaussure antidérapante|paire|50|Protection|0.07
BANDE-10|Bande extensible 10 cm × 4 m|unité|20|Pansements|0.24
BANDE-CREP|Bande Velpeau coton 10 cm|unité|10|Pansements|1.15
SPARA-25|Sparadrap tissé 2,5 cm × 5 m|rouleau|12|Pansements|0.75
COTON-500|Coton hydrophile|rouleau|1|Pansements|3.4
CHANGE-M|Change complet absorbant taille M|unité|28|Hygiène|0.46
CHANGE-L|Change complet absorbant taille L|unité|28|Hygiène|0.52
ALESE-60|Alèse à usage unique 60 × 90 cm|unité|30|Hygiène|0.17
BASSIN-UU|Bassin de lit à usage unique|unité|100|Hygiène|0.29
HARICOT|Haricot en carton|unité|100|Hygiène|0.08
DASRI-6|Collecteur d’aiguilles 6 L|unité|20|Hygiène|1.75
ELECTR|Électrode de surveillance adulte|unité|50|Monitorage|0.08
BRASS-L|Brassard de tension à usage unique L|unité|10|Monitorage|3.3
LUN-O2|Lunettes à oxygène adulte|unité|50|Oxygène|0.41
MASQ-O2|Masque à haute concentration adulte|unité|25|Oxygène|1.25
HUMID|Humidificateur d’oxygène prérempli|unité|20|Oxygène|1.9
`;

/** Bulk goods, which one takes by a part of a unit: `code | label | unit | decimals | group | price`. */
const BULK = `
ALC70-L|Alcool éthylique à 70 % vol.|litre|2|Antiseptiques|3.2
SHA-L|Solution hydroalcoolique en vrac|litre|2|Antiseptiques|4.1
DETERG-L|Détergent désinfectant concentré|litre|3|Hygiène|7.5
GEL-ECHO|Gel d’échographie en bidon|kg|3|Monitorage|2.8
PLATRE-KG|Plâtre de Paris en poudre|kg|2|Immobilisation|1.6
`;

export interface Consumable {
  code: string;
  label: string;
  unit: string;
  boxOf: number;
  decimals: number;
  group: string;
  price: number;
  sterile: boolean;
}

function rowsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|'));
}

const counted =
  (sterile: boolean) =>
  ([code = '', label = '', unit = '', box = '', group = '', price = '']: string[]): Consumable => ({
    code,
    label,
    unit,
    boxOf: Number(box),
    decimals: 0,
    group,
    price: Number(price),
    sterile,
  });

export const CONSUMABLES: readonly Consumable[] = [
  ...rowsOf(STERILE).map(counted(true)),
  ...rowsOf(ORDINARY).map(counted(false)),
  ...rowsOf(BULK).map(([code = '', label = '', unit = '', decimals = '', group = '', price = '']) => ({
    code,
    label,
    unit,
    boxOf: 1,
    decimals: Number(decimals),
    group,
    price: Number(price),
    sterile: false,
  })),
];
