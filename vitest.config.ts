import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const SECOND_MS = 1000;

/**
 * Made into one file each before the Worker's tests: the chart library is hundreds of modules, and a list of so many
 * is more than a message to workerd may hold (1009, «Message is too large»). hono and zod stay as they are: of two
 * copies each would have errors of its own.
 */
const BUNDLED = [
  ...['core', 'charts', 'components', 'renderers'].map((part) => `echarts/${part}`),
  'bwip-js/generic',
  'drizzle-orm',
  'drizzle-orm/sqlite-core',
  'fast-check',
  'jose',
  'jszip',
  'oauth4webapi',
  'papaparse',
  'write-excel-file/universal',
];

const SEQUENCES = ['test/worker/property.test.ts', 'test/worker/propertyToo.test.ts'];

function inWorkerd(test: { name: string; include: string[]; exclude?: string[]; isolate?: boolean }) {
  return {
    plugins: [
      cloudflareTest(async () => ({
        main: './worker/index.ts',
        wrangler: { configPath: './wrangler.toml' },
        miniflare: {
          // The configuration that tests and `npm start` use; test/worker/identity holds it apart from production.
          bindings: {
            ENVIRONMENT: 'local',
            LINK_KEY: 'a key for tests only',
            MIGRATIONS: await readD1Migrations('./migrations'),
            // Which sequences test/worker/property.test.ts walks, and what fuzz.test.ts sends.
            ...Object.fromEntries(
              Object.entries(process.env).filter(([name]) => /^(PROPERTY|FUZZ)_/.test(name)),
            ),
          },
        },
      })),
    ],
    test: {
      ...test,
      testTimeout: 30 * SECOND_MS,
      // A whole hospital is begun in them.
      hookTimeout: 60 * SECOND_MS,
      deps: { optimizer: { ssr: { enabled: true, include: BUNDLED } } },
    },
  };
}

/** What one run holds: pure rules, the Worker inside workerd, random sequences, real processes, a real browser. */
export default defineConfig({
  test: {
    // As many as the machines that run them have cores; vitest alone would leave one idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 20 * SECOND_MS,
          hookTimeout: 60 * SECOND_MS,
        },
      },
      // Many in one workerd: each hospital empties what the one before left (test/worker/app.ts).
      inWorkerd({
        name: 'worker',
        include: ['test/worker/**/*.test.ts'],
        exclude: SEQUENCES,
        isolate: false,
      }),
      // The longest of all, one beside the other.
      inWorkerd({ name: 'property', include: SEQUENCES }),
      // Many in one process: Chromium, the bundles and the books are made once.
      {
        test: {
          name: 'process',
          isolate: false,
          setupFiles: ['test/process/setup.ts'],
          include: ['test/process/**/*.test.ts', 'test/browser/**/*.test.ts'],
          testTimeout: 120 * SECOND_MS,
          hookTimeout: 60 * SECOND_MS,
        },
      },
    ],
  },
});
