/** Parts of an orthopaedic workshop: `code | label | unit | decimals | group | price`. */
const PARTS = `
GEN-4AX|Genou polycentrique à quatre axes, titane|unité|0|Genoux|612
GEN-MONO|Genou monoaxial à verrou manuel|unité|0|Genoux|248
GEN-FREIN|Genou monoaxial à frein de charge|unité|0|Genoux|335
GEN-HYD|Genou à commande hydraulique|unité|0|Genoux|1840
GEN-PNEU|Genou à commande pneumatique|unité|0|Genoux|1395
GEN-ELEC|Genou à microprocesseur|unité|0|Genoux|9650
GEN-ENF|Genou pédiatrique à quatre axes|unité|0|Genoux|540
GEN-VERR|Verrou de genou à câble|unité|0|Genoux|86
PIED-SACH22|Pied SACH 22 cm gauche|unité|0|Pieds|64
PIED-SACH24G|Pied SACH 24 cm gauche|unité|0|Pieds|66
PIED-SACH24D|Pied SACH 24 cm droit|unité|0|Pieds|66
PIED-SACH26G|Pied SACH 26 cm gauche|unité|0|Pieds|68
PIED-SACH26D|Pied SACH 26 cm droit|unité|0|Pieds|68
PIED-ART25G|Pied articulé monoaxial 25 cm gauche|unité|0|Pieds|142
PIED-ART25D|Pied articulé monoaxial 25 cm droit|unité|0|Pieds|142
PIED-CARB25|Pied à restitution d’énergie carbone 25 cm|unité|0|Pieds|980
PIED-CARB27|Pied à restitution d’énergie carbone 27 cm|unité|0|Pieds|995
PIED-ENF18|Pied pédiatrique 18 cm|unité|0|Pieds|118
PIED-ESTH|Enveloppe esthétique de pied 25 cm|unité|0|Pieds|74
CHEV-ADAPT|Adaptateur de cheville pyramidal|unité|0|Adaptateurs|58
ADAPT-PYRM|Pyramide mâle inox|unité|0|Adaptateurs|31.5
ADAPT-PYRF|Pyramide femelle inox|unité|0|Adaptateurs|33
ADAPT-ROT|Adaptateur de rotation|unité|0|Adaptateurs|178
ADAPT-TORS|Amortisseur de torsion|unité|0|Adaptateurs|264
ADAPT-DEP|Adaptateur de déport 12 mm|unité|0|Adaptateurs|71
ADAPT-4TR|Adaptateur à quatre trous|unité|0|Adaptateurs|27.8
ADAPT-3BR|Adaptateur à trois branches à stratifier|unité|0|Adaptateurs|44
COLL-TUBE30|Collier de serrage pour tube 30 mm|unité|0|Tubes|29
COLL-TUBE34|Collier de serrage pour tube 34 mm|unité|0|Tubes|32
TUBE-AL30|Tube aluminium 30 mm × 400 mm|unité|0|Tubes|24.5
TUBE-TI30|Tube titane 30 mm × 400 mm|unité|0|Tubes|96
TUBE-CA30|Tube carbone 30 mm × 400 mm|unité|0|Tubes|71
TUBE-AL34|Tube aluminium 34 mm × 500 mm|unité|0|Tubes|28
TUBE-ADPYR|Tube avec pyramide intégrée 235 mm|unité|0|Tubes|63
MANCH-SIL24|Manchon silicone 24 cm|unité|0|Manchons|312
MANCH-SIL26|Manchon silicone 26 cm|unité|0|Manchons|312
MANCH-SIL28|Manchon silicone 28 cm|unité|0|Manchons|318
MANCH-GEL26|Manchon copolymère 26 cm|unité|0|Manchons|221
MANCH-GEN|Genouillère de maintien|unité|0|Manchons|87
VERR-NAV|Verrou à navette|unité|0|Manchons|124
VERR-TIGE|Tige crantée de verrou|unité|0|Manchons|16.4
VALVE-EXP|Valve d’expulsion d’air|unité|0|Manchons|39
BON-LAINE|Bonnet couvre-moignon laine|unité|0|Manchons|9.8
BON-COTON|Bonnet couvre-moignon coton|unité|0|Manchons|6.9
CARB-TRES|Tresse de carbone 100 mm|mètre|2|Stratification|18.6
CARB-TISS|Tissu de carbone 200 g/m²|m²|2|Stratification|34
VERRE-TRES|Tresse de verre 100 mm|mètre|2|Stratification|5.4
NYLON-TRES|Jersey nylon 120 mm|mètre|2|Stratification|2.1
PERLON-TRES|Jersey Perlon 150 mm|mètre|2|Stratification|2.9
RESINE-ACR|Résine acrylique de stratification|kg|3|Stratification|21.5
RESINE-EPO|Résine époxy de stratification|kg|3|Stratification|26
DURC-POUD|Durcisseur en poudre|kg|3|Stratification|39
PIGM-CHAIR|Pigment chair clair|kg|3|Stratification|48
PVA-FILM|Film PVA 1,20 m|mètre|2|Stratification|3.3
PP-4MM|Plaque polypropylène 4 mm|m²|2|Thermoplastiques|27.5
PP-6MM|Plaque polypropylène 6 mm|m²|2|Thermoplastiques|39
PE-8MM|Plaque polyéthylène 8 mm|m²|2|Thermoplastiques|41
PETG-12|Plaque PETG transparente 12 mm|m²|2|Thermoplastiques|88
EVA-5|Mousse EVA 5 mm shore 35|m²|2|Mousses|14.2
EVA-10|Mousse EVA 10 mm shore 35|m²|2|Mousses|24
PELITE-6|Mousse Pélite 6 mm|m²|2|Mousses|31
LIEGE-8|Plaque de liège 8 mm|m²|2|Mousses|19.5
CUIR-VEAU|Cuir de veau doublure|m²|2|Garnissage|52
VELCRO-AG25|Ruban agrippant 25 mm, crochets|mètre|2|Garnissage|0.85
VELCRO-AV25|Ruban agrippant 25 mm, velours|mètre|2|Garnissage|0.85
SANGLE-25|Sangle polyamide 25 mm|mètre|2|Garnissage|0.6
BOUCLE-25|Boucle inox 25 mm|unité|0|Garnissage|0.92
RIVET-TUB9|Rivet tubulaire 9 mm|unité|0|Visserie|0.07
VIS-M4X10|Vis à tête fraisée M4 × 10 inox|unité|0|Visserie|0.09
VIS-M6X16|Vis à six pans creux M6 × 16|unité|0|Visserie|0.16
VIS-M8X12|Vis de réglage M8 × 12|unité|0|Visserie|0.38
ECROU-M6|Écrou frein M6|unité|0|Visserie|0.11
RONDELLE-M6|Rondelle plate M6|unité|0|Visserie|0.03
FREIN-FILET|Frein-filet 10 mL|flacon|0|Visserie|12.9
ART-CHEV-G|Articulation de cheville gauche pour orthèse|unité|0|Orthèses|54
ART-CHEV-D|Articulation de cheville droite pour orthèse|unité|0|Orthèses|54
ART-GEN-ORT|Articulation de genou à verrou pour orthèse, paire|paire|0|Orthèses|188
ART-HANCHE|Articulation de hanche à abduction|unité|0|Orthèses|132
MONT-AL20|Montant aluminium 20 × 5 mm|mètre|2|Orthèses|8.7
ETRIER-INOX|Étrier inox pour chaussure|unité|0|Orthèses|36
`;

export interface Part {
  code: string;
  label: string;
  unit: string;
  decimals: number;
  group: string;
  price: number;
}

export const WORKSHOP_PARTS: readonly Part[] = PARTS.trim()
  .split('\n')
  .map((line) => {
    const [code = '', label = '', unit = '', decimals = '', group = '', price = ''] = line.split('|');
    return { code, label, unit, decimals: Number(decimals), group, price: Number(price) };
  });

/** Parts that bear a serial number each. */
export const NUMBERED_PARTS = ['GEN-4AX', 'GEN-HYD', 'GEN-PNEU', 'GEN-ELEC', 'PIED-CARB25', 'PIED-CARB27'];
