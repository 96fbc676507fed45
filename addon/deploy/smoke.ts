/** Asks the deployed Worker the few questions that show it is whole. */
import { type Deployment, done } from './deployment.ts';
import { told } from './spoken.ts';

/** A new address takes a while to be known everywhere. */
const KNOWN_WITHIN_MS = 90_000;
const ASK_AGAIN_MS = 3000;
const ANSWERS_WITHIN_MS = 20_000;

interface Check {
  path: string;
  right: (response: Response) => boolean | Promise<boolean>;
}

const bodyOf = async (response: Response) => (await response.json()) as Record<string, unknown>;

const CHECKS: Check[] = [
  { path: '/health', right: async (r) => r.ok && /^(ok|degraded)$/.test(String((await bodyOf(r)).status)) },
  {
    path: '/v1/openapi.json',
    right: async (r) => r.ok && String((await bodyOf(r)).openapi).startsWith('3.'),
  },
  { path: '/v1/me', right: (r) => r.status === 401 },
  { path: '/sign-in', right: async (r) => r.ok && (await r.text()).includes('/sign-in/start') },
];

/** Where the accounting page's client is known: its button leads to Google, with that client. */
const leavesFor = (clientId: string): Check => ({
  path: '/sign-in/start',
  right: (r) => {
    const to = r.headers.get('location') ?? '';
    return (
      to.startsWith('https://accounts.google.com/') && new URL(to).searchParams.get('client_id') === clientId
    );
  },
});

export async function smokeTest({ answers, url = '', dryRun }: Deployment): Promise<void> {
  const checks = answers.signInClientId === '' ? CHECKS : [...CHECKS, leavesFor(answers.signInClientId)];
  const asked = checks.map(({ path }) => path).join(', ');
  if (dryRun) return done(told('wouldAsk', { asked }));
  const end = Date.now() + KNOWN_WITHIN_MS;
  for (const check of checks) await untilRight(`${url}${check.path}`, check, end);
  done(told('answers', { asked }));
}

async function untilRight(address: string, { right }: Check, end: number): Promise<void> {
  for (;;) {
    const found = await ask(address, right);
    if (found === true) return;
    if (Date.now() > end) throw new Error(told('wrongAnswer', { url: address, found }));
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

/** True, or what came instead. */
async function ask(address: string, right: Check['right']): Promise<true | string> {
  try {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    const response = await fetch(address, { redirect: 'manual', signal });
    return (await right(response)) || `HTTP ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
