/** What `npm run deploy` asks and says. */
export const deploy = {
  usage: `Usage : npm run deploy, ou npm run deploy -- --dry-run   (dit ce qui serait fait, sans rien changer)
                     ou npm run deploy -- --ask       (repose toutes les questions)`,
  starts:
    'Mise en service de Décompte. Les réponses sont gardées dans {folder} ; aucun secret n’y est écrit.',
  startsDry: 'À blanc : rien ne sera créé, modifié ni écrit. Réponses lues dans {folder}.',
  doneDry:
    '\nRien n’a été changé. «npm run deploy» fait ce qui vient d’être dit, étape par étape, et dit à chacune si elle est déjà faite.',
  would: '  serait lancé : {command}',
  wouldAsk: '  seraient demandés au Worker : {asked}',
  nobodyAnswers:
    'Personne ne répond à la question «{name}». Lancez la commande dans un terminal, ou écrivez la réponse dans answers.json (docs/deploy.md).',
  proposed: ' (Entrée : {answer})',
  proposedOrNone: ' (Entrée : {answer} ; un tiret : vide)',
  notAccepted: '  «{answer}» n’est pas une réponse possible.',
  adminOutside:
    '  {admin}, le premier administrateur, n’est d’aucun de ces domaines : il ne pourrait pas entrer.',
  notInstalled: 'Les outils ne sont pas installés : lancez d’abord «npm ci».',
  toolsAre: 'Node {node}, wrangler {wrangler}, clasp {clasp}',
  nodeTooOld: 'Node {node} est trop ancien : lancez «npm ci», ou installez Node 22.18 ou plus récent.',
  noCloudflare:
    'Pas connecté à Cloudflare. Lancez «npx wrangler login» (le navigateur s’ouvre), puis de nouveau «npm run deploy».',
  noGoogle:
    'Pas connecté à Google. Autorisez l’API Apps Script sur https://script.google.com/home/usersettings, lancez «npx clasp login», puis de nouveau «npm run deploy».',
  apiFailed: 'L’API de Cloudflare ne répond pas comme attendu à {path} : HTTP {status}[, {why}].',
  noBookmark: 'Cloudflare ne donne aucun repère de retour pour la base.',
  cloudflareIs: 'Cloudflare : compte «{name}»',
  googleIs: 'Google : {email}',
  whichAccount:
    'Cette connexion donne accès à plusieurs comptes Cloudflare, ou pas à celui demandé. Choisissez-en un avec la variable CLOUDFLARE_ACCOUNT_ID :\n    {list}',
  unreadable: '{path} n’est pas du JSON lisible : corrigez-le, ou supprimez-le pour que tout soit redemandé.',
  cannotChange:
    '«{name}» ne change plus : ce déploiement a été créé avec {was}. Remettez cette valeur dans answers.json, ou choisissez un autre dossier avec DEPLOY_DIR pour un autre déploiement.',
  otherAccount:
    'Le déploiement de {folder} est dans le compte Cloudflare {account}, cette connexion mène ailleurs. Connectez-vous à ce compte, ou choisissez le bon dossier avec DEPLOY_DIR. Comptes de cette connexion :\n    {list}',
  thereUnknown: 'Sans connexion, ce qui existe déjà n’est pas connu : tout est supposé à créer.',
  thereNothing: 'Rien ne porte encore le nom «{name}» dans ce compte.',
  thereOwn: '«{name}» a déjà été commencé depuis ce dossier : ce qui existe est repris.',
  aDatabase: 'une base de données',
  aBucket: 'un espace de fichiers',
  aWorker: 'un Worker',
  notOurs: `  Ce compte contient déjà, sous le nom «{name}» : {what}. Cela n’a pas été créé depuis {folder} et sert peut-être une
  autre organisation. Pour un autre déploiement, donnez un autre nom : «npm run deploy -- --ask».`,
  takeOver: 'Pour reprendre tout de même l’existant depuis ce dossier, tapez son nom, «{name}»',
  wouldAskToTakeOver: 'Il serait demandé s’il faut reprendre «{name}».',
  notTakenOver: 'Rien n’a été changé.',
  databaseGone:
    'La base de ce déploiement ({name}, {id}) n’est plus dans ce compte. Rien n’a été créé à sa place : docs/operations.md, «Restore drill», dit comment la rétablir.',
  databaseThere: 'La base «{name}» existe déjà.',
  databaseMade: 'Base «{name}» créée.',
  bucketThere: 'L’espace de fichiers «{name}» existe déjà.',
  bucketMade: 'Espace de fichiers «{name}» créé.',
  noLock: 'Pas de verrou de conservation sur les zips.',
  lockThere:
    'Le verrou de conservation est déjà posé. Sa durée se change dans le tableau de bord de Cloudflare.',
  lockMade: 'Verrou posé : un zip ne peut être effacé par personne pendant {days|jour|jours}.',
  schemaThere: 'Le schéma est à jour.',
  bookmark:
    'Repère de retour, avant le changement de schéma :\n    npx wrangler d1 time-travel restore {name} --bookmark={bookmark} --config {config}',
  schemaMade: 'Schéma appliqué.',
  weight: 'Le Worker pèse {whole}, {gzip} compressé (limite du plan gratuit : 3 Mo compressés).',
  workerAt: 'En ligne : {url}',
  noAddress:
    'wrangler n’a donné aucune adresse : activez le sous-domaine workers.dev dans le tableau de bord.',
  secretThere: '{name} est déjà défini, il est gardé.',
  secretSet: '{name} défini.',
  askSecret: '  Code secret du client OAuth de la page comptable (rien ne s’affiche ; vide : plus tard) : ',
  noSignInYet: 'La page comptable attend son client OAuth : personne ne peut encore s’y connecter.',
  wrongAnswer: '{url} ne répond pas comme attendu : {found}',
  answers: 'Répondent comme attendu : {asked}',
  scriptThere: 'Projet Apps Script : {script}',
  scriptOfAnother:
    'Le script {script} est déjà celui du déploiement de {folder} : chaque organisation a le sien. Donnez-en un autre avec «npm run deploy -- --ask» (un tiret : une feuille de calcul neuve).',
  scriptMade: 'Feuille de calcul créée, avec son script : {sheet}',
  pushed: '{files|fichier envoyé|fichiers envoyés}.',
  pushNothing: 'Le module complémentaire était déjà à jour.',
  failed: 'L’étape «{step}» n’a pas abouti ; les précédentes sont faites et ne seront pas refaites.',
  ready: `
Décompte est en service.

  Worker et page comptable   {url}/counts
  Script                     {script}
`,
  nextAudience: `À faire maintenant (docs/deploy.md, «Le projet Google Cloud») : rattachez le script à un projet Cloud, remplissez
l’écran de consentement, relevez l’identifiant du client OAuth «Apps Script», relancez «npm run deploy» et
donnez-le. D’ici là, le Worker refuse tout le monde.`,
  nextSignIn: `Pour la page comptable : dans le même projet Cloud, créez un client OAuth «Application Web» dont l’URI de
redirection est {url}/sign-in/return, puis relancez «npm run deploy».`,
  nextPeople: `Ensuite : rechargez la feuille de calcul, ouvrez Extensions ▸ Décompte, connectez-vous comme {admin}, et inscrivez
les personnes dans «Catalogue et réglages». «npm run deploy» met à jour ; docs/operations.md dit la suite.`,
  questions: {
    name: 'Nom du Worker, de la base et de l’espace de fichiers (minuscules, chiffres, tirets ; ne change plus ensuite)',
    jurisdiction:
      'Où les données restent : eu (Union européenne), fedramp, ou none (au plus près). Ne change plus ensuite',
    adminEmail: 'Adresse Google du premier administrateur',
    allowedDomains:
      'Domaines Google Workspace dont les comptes peuvent entrer, par exemple hopital.example (plusieurs : séparés par une espace ; vide : tout compte Google, gmail.com compris, pourvu qu’un administrateur l’ait inscrit)',
    retentionDays:
      'Jours pendant lesquels aucun zip ne peut être effacé, même par vous (0 : pas de verrou ; 3650 : dix ans)',
    script: 'Identifiant d’un projet Apps Script existant (vide : une feuille de calcul neuve avec le sien)',
    audiences:
      'Identifiant du client OAuth «Apps Script», ….apps.googleusercontent.com (plusieurs : séparés par une espace ; vide : pas encore)',
    signInClientId: 'Identifiant du client OAuth «Application Web» de la page comptable (vide : pas encore)',
  },
  steps: {
    logins: {
      title: 'Outils et connexions',
      failed: 'Rien n’a été changé. Vérifiez le réseau, puis relancez «npm run deploy».',
    },
    questions: { title: 'Réponses', failed: 'Rien n’a été créé. Relancez «npm run deploy».' },
    there: {
      title: 'Ce qui existe déjà',
      failed:
        'Rien n’a été changé. Vérifiez le réseau et, pour un jeton d’API, ses droits (docs/deploy.md), puis relancez «npm run deploy».',
    },
    database: {
      title: 'Base de données D1',
      failed:
        'Relancez «npm run deploy» : une base déjà créée est reprise. Pour revenir en arrière : «npx wrangler d1 delete {name} --config {config}», seulement si elle est vide.',
    },
    bucket: {
      title: 'Espace de fichiers R2',
      failed:
        'R2 doit d’abord être activé une fois dans le tableau de bord de Cloudflare (il demande un moyen de paiement, même gratuit). Puis relancez «npm run deploy».',
    },
    schema: {
      title: 'Schéma de la base',
      failed:
        'Chaque migration passe en entier ou pas du tout, et l’ancien Worker tourne toujours. Relancez «npm run deploy» pour continuer.[ Pour revenir : «npx wrangler d1 time-travel restore {name} --bookmark={bookmark} --config {config}».]',
    },
    worker: {
      title: 'Worker',
      failed:
        'La version précédente, s’il y en avait une, tourne toujours. Un compte neuf active d’abord son sous-domaine workers.dev (Workers & Pages, dans le tableau de bord). Puis relancez «npm run deploy».',
    },
    secrets: {
      title: 'Secrets',
      failed: 'Relancez «npm run deploy» : un secret déjà défini est gardé, celui qui manque est redemandé.',
    },
    smoke: {
      title: 'Le Worker répond',
      failed:
        '«npx wrangler tail {name}» montre ce qu’il dit. Pour remettre la version précédente : «npx wrangler rollback --name {name}».[ La base d’avant : «npx wrangler d1 time-travel restore {name} --bookmark={bookmark} --config {config}».] Pour réessayer : «npm run deploy».',
    },
    script: {
      title: 'Projet Apps Script',
      failed:
        'Regardez dans Drive si une feuille «Décompte» a été créée ; si oui, relancez «npm run deploy -- --ask» et donnez l’identifiant de son script, sinon relancez «npm run deploy».',
    },
    push: {
      title: 'Module complémentaire',
      failed:
        'Le Worker est en ligne ; le module déjà installé n’a pas changé. L’API Apps Script doit être autorisée (https://script.google.com/home/usersettings). Puis relancez «npm run deploy».',
    },
  },
};
