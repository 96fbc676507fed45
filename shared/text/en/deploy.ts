import type { deploy as french } from '../fr/deploy.ts';
import type { Same } from '../same.ts';

export const deploy: Same<typeof french> = {
  usage: `Usage: npm run deploy, or npm run deploy -- --dry-run   (says what would be done, changes nothing)
                   or npm run deploy -- --ask       (asks all questions again)`,
  starts: 'Deploying Décompte. The answers are kept in {folder}; no secret is written there.',
  startsDry: 'Dry run: nothing will be created, changed or written. Answers read from {folder}.',
  doneDry:
    '\nNothing was changed. “npm run deploy” does what was just said, step by step, and says of each whether it is done already.',
  would: '  would run: {command}',
  wouldAsk: '  the Worker would be asked: {asked}',
  nobodyAnswers:
    'Nobody answers the question “{name}”. Give the command in a terminal, or write the answer into answers.json (docs/deploy.md).',
  proposed: ' (Enter: {answer})',
  proposedOrNone: ' (Enter: {answer}; a dash: empty)',
  notAccepted: '  “{answer}” is not a possible answer.',
  adminOutside: '  {admin}, the first administrator, belongs to none of these domains and could not enter.',
  notInstalled: 'The tools are not installed: run “npm ci” first.',
  toolsAre: 'Node {node}, wrangler {wrangler}, clasp {clasp}',
  nodeTooOld: 'Node {node} is too old: run “npm ci”, or install Node 22.18 or newer.',
  noCloudflare:
    'Not logged in to Cloudflare. Run “npx wrangler login” (the browser opens), then “npm run deploy” again.',
  noGoogle:
    'Not logged in to Google. Allow the Apps Script API at https://script.google.com/home/usersettings, run “npx clasp login”, then “npm run deploy” again.',
  apiFailed: 'Cloudflare’s API does not answer {path} as expected: HTTP {status}[, {why}].',
  noBookmark: 'Cloudflare gives no bookmark of the database to come back to.',
  cloudflareIs: 'Cloudflare: account “{name}”',
  googleIs: 'Google: {email}',
  whichAccount:
    'This login reaches several Cloudflare accounts, or not the one asked for. Choose one with the variable CLOUDFLARE_ACCOUNT_ID:\n    {list}',
  unreadable: '{path} is no readable JSON: mend it, or delete it to be asked everything again.',
  cannotChange:
    '“{name}” changes no more: this deployment was made with {was}. Put that value back into answers.json, or choose another folder with DEPLOY_DIR for another deployment.',
  otherAccount:
    'The deployment of {folder} is in the Cloudflare account {account}, this login leads elsewhere. Log in to that account, or choose the right folder with DEPLOY_DIR. Accounts of this login:\n    {list}',
  thereUnknown: 'Without a login it is not known what is there already: all is supposed to be made.',
  thereNothing: 'Nothing bears the name “{name}” in this account yet.',
  thereOwn: '“{name}” was begun from this folder already: what is there is taken up.',
  aDatabase: 'a database',
  aBucket: 'a bucket',
  aWorker: 'a Worker',
  notOurs: `  This account holds already, under the name “{name}”: {what}. It was not made from {folder} and may serve another
  organisation. For another deployment give another name: “npm run deploy -- --ask”.`,
  takeOver: 'To take over what is there from this folder all the same, type its name, “{name}”',
  wouldAskToTakeOver: 'It would be asked whether to take over “{name}”.',
  notTakenOver: 'Nothing was changed.',
  databaseGone:
    'The database of this deployment ({name}, {id}) is no longer in this account. None was made in its place: docs/operations.md, “Restore drill”, says how to bring it back.',
  databaseThere: 'The database “{name}” exists already.',
  databaseMade: 'Database “{name}” created.',
  bucketThere: 'The bucket “{name}” exists already.',
  bucketMade: 'Bucket “{name}” created.',
  noLock: 'No retention lock on the zips.',
  lockThere: 'The retention lock is set already. Its term is changed in Cloudflare’s dashboard.',
  lockMade: 'Lock set: nobody can delete a zip for {days|day|days}.',
  schemaThere: 'The schema is up to date.',
  bookmark:
    'The way back, from before the change of the schema:\n    npx wrangler d1 time-travel restore {name} --bookmark={bookmark} --config {config}',
  schemaMade: 'Schema applied.',
  weight: 'The Worker weighs {whole}, {gzip} compressed (limit of the free plan: 3 MB compressed).',
  workerAt: 'Online: {url}',
  noAddress: 'wrangler gave no address: enable the workers.dev subdomain in the dashboard.',
  secretThere: '{name} is set already, it is kept.',
  secretSet: '{name} set.',
  askSecret: '  Secret of the accounting page’s OAuth client (nothing is shown; empty: later): ',
  noSignInYet: 'The accounting page waits for its OAuth client: nobody can sign in there yet.',
  wrongAnswer: '{url} does not answer as expected: {found}',
  answers: 'Answer as expected: {asked}',
  scriptThere: 'Apps Script project: {script}',
  scriptOfAnother:
    'The script {script} is that of the deployment in {folder} already: each organisation has its own. Give another with “npm run deploy -- --ask” (a dash: a new spreadsheet).',
  scriptMade: 'Spreadsheet created, with its script: {sheet}',
  pushed: '{files|file|files} pushed.',
  pushNothing: 'The add-on was up to date already.',
  failed: 'The step “{step}” did not succeed; those before it are done and will not be done again.',
  ready: `
Décompte is deployed.

  Worker and accounting page   {url}/counts
  Script                       {script}
`,
  nextAudience: `To do now (docs/deploy.md, “The Google Cloud project”): tie the script to a Cloud project, fill in the consent
screen, note the id of the OAuth client “Apps Script”, run “npm run deploy” again and give it. Until then the
Worker refuses everybody.`,
  nextSignIn: `For the accounting page: in the same Cloud project create an OAuth client “Web application” whose redirect URI is
{url}/sign-in/return, then run “npm run deploy” again.`,
  nextPeople: `Then: reload the spreadsheet, open Extensions ▸ Décompte, sign in as {admin}, and enter the people in
“Catalogue and settings”. “npm run deploy” upgrades; docs/operations.md says the rest.`,
  questions: {
    name: 'Name of the Worker, the database and the bucket (lower case, digits, dashes; never changes afterwards)',
    jurisdiction:
      'Where the data stay: eu (European Union), fedramp, or none (as near as may be). Never changes afterwards',
    adminEmail: 'Google address of the first administrator',
    allowedDomains:
      'Google Workspace domains whose accounts may enter, for instance hospital.example (several: separated by a space; empty: any Google account, gmail.com included, that an administrator has entered)',
    retentionDays: 'Days for which nobody can delete a zip, not even you (0: no lock; 3650: ten years)',
    script: 'Id of an existing Apps Script project (empty: a new spreadsheet with its own)',
    audiences:
      'Id of the OAuth client “Apps Script”, ….apps.googleusercontent.com (several: with a space between; empty: not yet)',
    signInClientId: 'Id of the OAuth client “Web application” of the accounting page (empty: not yet)',
  },
  steps: {
    logins: {
      title: 'Tools and logins',
      failed: 'Nothing was changed. Check the network, then run “npm run deploy” again.',
    },
    questions: { title: 'Answers', failed: 'Nothing was created. Run “npm run deploy” again.' },
    there: {
      title: 'What is there already',
      failed:
        'Nothing was changed. Check the network and, of an API token, what it may do (docs/deploy.md), then run “npm run deploy” again.',
    },
    database: {
      title: 'D1 database',
      failed:
        'Run “npm run deploy” again: a database that was made is taken up. To go back: “npx wrangler d1 delete {name} --config {config}”, only if it is empty.',
    },
    bucket: {
      title: 'R2 bucket',
      failed:
        'R2 must first be enabled once in Cloudflare’s dashboard (it asks for a means of payment, even for the free part). Then run “npm run deploy” again.',
    },
    schema: {
      title: 'Schema of the database',
      failed:
        'Each migration goes through whole or not at all, and the old Worker still runs. Run “npm run deploy” again to go on.[ To go back: “npx wrangler d1 time-travel restore {name} --bookmark={bookmark} --config {config}”.]',
    },
    worker: {
      title: 'Worker',
      failed:
        'The version before, if there was one, still runs. A new account first enables its workers.dev subdomain (Workers & Pages, in the dashboard). Then run “npm run deploy” again.',
    },
    secrets: {
      title: 'Secrets',
      failed: 'Run “npm run deploy” again: a secret that is set is kept, the missing one is asked again.',
    },
    smoke: {
      title: 'The Worker answers',
      failed:
        '“npx wrangler tail {name}” shows what it says. To put the version before back: “npx wrangler rollback --name {name}”.[ The database of before: “npx wrangler d1 time-travel restore {name} --bookmark={bookmark} --config {config}”.] To try again: “npm run deploy”.',
    },
    script: {
      title: 'Apps Script project',
      failed:
        'Look in Drive whether a spreadsheet “Décompte” was made; if so, run “npm run deploy -- --ask” and give the id of its script, otherwise run “npm run deploy” again.',
    },
    push: {
      title: 'Add-on',
      failed:
        'The Worker is online; the add-on that is installed has not changed. The Apps Script API must be allowed (https://script.google.com/home/usersettings). Then run “npm run deploy” again.',
    },
  },
};
