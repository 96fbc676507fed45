import type { Area } from '../model/area.ts';
import type { FormatRule } from '../model/workbook.ts';
import { ConditionBuilder, conditionOf, setCondition, type When } from './condition-builder.ts';
import { placeOf } from './place.ts';
import { Range } from './range.ts';
import { colour } from './range-looks.ts';
import { exception } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;
type GBuilder = GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder;
type GRange = GoogleAppsScript.Spreadsheet.Range;

type Look = Pick<FormatRule, 'background' | 'colour' | 'bold' | 'italic'>;

/** A rule with the tab its ranges lie in. */
interface PlacedRule {
  rule: FormatRule;
  tabId: number;
}

const placed = new WeakMap<object, PlacedRule>();

export function ruleOf(rule: G): FormatRule {
  const found = placed.get(rule);
  if (!found) throw exception('A rule must be built with SpreadsheetApp.newConditionalFormatRule().');
  return found.rule;
}

export class ConditionalFormatRule extends Service implements Pick<G, 'copy' | 'getRanges'> {
  constructor(rule: FormatRule, tabId: number) {
    super();
    placed.set(this, { rule, tabId });
  }
  copy(): GBuilder {
    return whole(new ConditionalFormatRuleBuilder(placed.get(this)));
  }
  getRanges(): GRange[] {
    const { rule, tabId } = placed.get(this)!;
    return rule.areas.map((area) => whole(new Range(tabId, area)));
  }
}
expose('ConditionalFormatRule', ConditionalFormatRule);

export class ConditionalFormatRuleBuilder
  extends ConditionBuilder<GBuilder>
  implements
    Pick<
      GBuilder,
      When | 'build' | 'copy' | 'setBackground' | 'setBold' | 'setFontColor' | 'setItalic' | 'setRanges'
    >
{
  #look: Look = {};
  #areas: Area[] = [];
  #tabId = 0;
  constructor(from?: PlacedRule) {
    super();
    if (!from) return;
    const { areas, condition, ...look } = from.rule;
    this.#look = look;
    this.#areas = areas;
    this.#tabId = from.tabId;
    setCondition(this, condition);
  }
  #with(look: Look): GBuilder {
    this.#look = { ...this.#look, ...look };
    return whole(this);
  }
  setBackground(css: string | null): GBuilder {
    return this.#with({ background: colour(css) ?? undefined });
  }
  setFontColor(css: string | null): GBuilder {
    return this.#with({ colour: colour(css) ?? undefined });
  }
  setBold(bold: boolean | null): GBuilder {
    return this.#with({ bold: bold ?? undefined });
  }
  setItalic(italic: boolean | null): GBuilder {
    return this.#with({ italic: italic ?? undefined });
  }
  setRanges(ranges: GRange[]): GBuilder {
    const places = ranges.map((range) => placeOf(range));
    this.#areas = places.map(({ area }) => area);
    this.#tabId = places[0]?.tabId ?? 0;
    return whole(this);
  }
  copy(): GBuilder {
    return whole(new ConditionalFormatRuleBuilder(this.#placed()));
  }
  build(): G {
    const { rule, tabId } = this.#placed();
    return whole(new ConditionalFormatRule(rule, tabId));
  }
  #placed(): PlacedRule {
    const condition = conditionOf(this);
    if (!condition) throw exception('A conditional format rule must have a condition.');
    if (this.#areas.length === 0)
      throw exception('A conditional format rule must apply to at least one range.');
    return { rule: { ...this.#look, areas: this.#areas, condition }, tabId: this.#tabId };
  }
}
expose('ConditionalFormatRuleBuilder', ConditionalFormatRuleBuilder);
