/** Devices, one serial number each: `code | label | serial's beginning | how many | depot | group | price`. */
const DEVICES = `
HAUTBOIS|Hautbois|HB-2019-|6|MED|Musicothérapie|1450
POMPE-PERF|Pompe à perfusion volumétrique|PV7|48|PHC|Perfusion|1280
POUSSE-SER|Pousse-seringue électrique|PS3-|36|PHC|Perfusion|940
POMPE-PCA|Pompe d’analgésie contrôlée par le patient|PCA|12|PHC|Perfusion|1960
POMPE-NUT|Pompe de nutrition entérale|NE|18|PHC|Nutrition|620
FAUT-STD|Fauteuil roulant standard pliant|FR-S|24|ORT|Mobilité|268
FAUT-LEG|Fauteuil roulant léger actif|FR-L|10|ORT|Mobilité|1120
FAUT-ELEC|Fauteuil roulant électrique|FR-E|5|ORT|Mobilité|3850
DEAMB|Déambulateur à quatre roues|DA|16|ORT|Mobilité|74
MATELAS-AIR|Matelas à air motorisé|MA|14|PHC|Escarres|690
TENSIO|Tensiomètre électronique de bras|TE|20|MED|Monitorage|58
OXYM|Oxymètre de pouls portable|OX|15|MED|Monitorage|96
ASPIR|Aspirateur de mucosités portable|AS|8|MED|Réanimation|410
CONC-O2|Concentrateur d’oxygène 5 L|CO|9|PHC|Oxygène|780
`;

export interface Device {
  code: string;
  label: string;
  serialStart: string;
  count: number;
  depot: string;
  group: string;
  price: number;
}

export const DEVICE_TYPES: readonly Device[] = DEVICES.trim()
  .split('\n')
  .map((line) => {
    const [code = '', label = '', serialStart = '', count = '', depot = '', group = '', price = ''] =
      line.split('|');
    return { code, label, serialStart, count: Number(count), depot, group, price: Number(price) };
  });
