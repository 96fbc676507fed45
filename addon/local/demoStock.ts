import { money, type Story, stockOf, told, worth } from './demoStory.ts';
import { LOCAL_ADMIN } from './people.ts';

const NAME_WIDTH = 24;
const LINES_WIDTH = 14;
const VALUE_WIDTH = 16;

/** First chapter: what the organisation holds, depot by depot. */
export async function showStock(story: Story): Promise<void> {
  const { organisation, today, tell } = story;
  tell(told('stock', { organisation: organisation.settings.name, today }));
  const row = (code: string, name: string, lines: number, value: number) =>
    tell(
      [
        `   ${code.padEnd(4)}`,
        name.padEnd(NAME_WIDTH),
        told('stockLines', { lines }).padStart(LINES_WIDTH),
        money(value, story).padStart(VALUE_WIDTH),
      ].join(''),
    );
  const all: { value: number }[] = [];
  for (const { code, name } of organisation.depots) {
    const lines = await stockOf(code, LOCAL_ADMIN, story);
    row(code, name, lines.length, worth(lines));
    all.push(...lines);
  }
  row('', told('stockTotal'), all.length, worth(all));
}
