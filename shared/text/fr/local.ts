/** What `npm start`, `npm run demo` and their sisters say in the terminal. */
export const local = {
  starting: 'Décompte démarre (données locales : {folder})…',
  loading: 'La base est vide : chargement de l’organisation d’exemple…',
  portTaken: 'Le port {wanted} est déjà pris : le port {port} est utilisé à sa place.',
  alreadyRunning:
    'Un «npm start» tourne déjà sur {folder} (processus {pid}). Arrêtez-le, ou choisissez un autre dossier avec DATA_DIR.',
  noAnswer: '{url} ne répond pas comme attendu (HTTP {status}).',
  workerFailed: 'Le Worker n’a pas démarré. Voici son journal :\n{log}',
  workerEnded: 'Le Worker s’est arrêté de lui-même. Son journal est dans {folder}.',
  migrationsFailed: 'Le schéma de la base n’a pas pu être appliqué :\n{log}',
  schemaRewritten:
    'Le schéma de la base a été réécrit depuis la création de ces données ({name}). Repartez de zéro avec «npm run reset».',
  ready: `
Décompte est prêt.

  Feuille de calcul   {sheets}
  Comptabilité        {worker}counts
  API (Worker)        {worker}
  Description d’API   {openapi}
`,
  tryThis: `À essayer :
  1. Extensions ▸ Décompte ▸ Inventaires, puis «Nouvel inventaire» : comptez, clôturez, confirmez, gardez les deux zips.
  2. Extensions ▸ Décompte ▸ Sorties, puis «Patient» : le lot qui périme le premier est proposé, le bon s’affiche.
  3. «npm run -s token -- {email}» imprime un jeton : l’API s’appelle aussi avec curl.

Ctrl-C arrête tout et garde les données ; «npm run reset» repart de zéro.`,
  tryEmpty: `À essayer :
  1. «npm run import -- depots FICHIER.csv» (puis suppliers, bins, items, opening…) remplit le catalogue et le stock.
  2. «npm run -s token -- {admin}» imprime un jeton d’administrateur : l’API s’appelle avec curl.
  3. Sans --empty, «npm start» charge l’organisation d’exemple tant que la base est vide.

Ctrl-C arrête tout et garde les données ; «npm run reset» repart de zéro.`,
  stopped: '\nTout est arrêté, les données sont gardées.',
  startUsage:
    'Usage : npm start, ou npm start -- --empty   (PORT, SHEETS_PORT et DATA_DIR choisissent ports et dossier)',
  tokenUsage: 'Usage : npm run -s token -- ADRESSE_E-MAIL',
  tokenNoFolder:
    '{folder} ne contient pas de données de Décompte : lancez d’abord «npm start», ou donnez le bon dossier avec DATA_DIR.',
  tokenNobody:
    '{email} n’est inscrit nulle part ici : le Worker refuserait son jeton. Personnes connues :\n{people}',
  tokenNobodyYet:
    '{email} n’est pas une personne d’exemple : le Worker refuserait son jeton. Personnes connues :\n{people}\nUne personne que vous avez inscrite n’est reconnue que pendant que «npm start» tourne.',
  resetRunning:
    'Un «npm start» tourne sur {folder} (processus {pid}) : arrêtez-le d’abord avec Ctrl-C. Rien n’a été effacé.',
  resetForeign: '{folder} n’est pas un dossier de données de Décompte. Rien n’a été effacé.',
  resetDone: '{folder} est vide : le prochain «npm start» repart de zéro.',
  importUsage: 'Usage : npm run import -- QUOI FICHIER.csv   où QUOI est l’un de : {kinds}',
  importNoFile: 'Le fichier {file} n’est pas lisible.',
  importNotRunning: 'Aucun «npm start» ne tourne sur {folder} : lancez-le d’abord dans un autre terminal.',
  importDone:
    '{rows|ligne lue|lignes lues} : {created|créée|créées}, {changed|modifiée|modifiées}.[\nDocuments : {documents}]',
  importBadRow: '  ligne {line} : {detail}',
  importMore: '  … et {more|autre ligne|autres lignes}',
  signInTitle: 'Se connecter à Décompte (sur cette machine)',
  signInWhy: 'Sans compte Google : choisissez qui vous êtes dans l’organisation d’exemple.',
  roleAdmin: 'administrateur',
  roleAccountant: 'comptable',
  roleManager: 'responsable',
  roleClerk: 'agent',
};
