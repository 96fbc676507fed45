import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { formatNumber, type Language } from '../../shared/domain/quantities.ts';

use([BarChart, GridComponent, SVGRenderer]);

export interface Bar {
  label: string;
  /** In the currency: excess above zero, missing below. */
  value: number;
}

const WIDTH = 420;
const HEIGHT = 260;
/** In a picture 420 wide, still to be read on a phone of 360. */
const FONT = { fontSize: 13, color: '#1c2b28' };
const LABEL_LENGTH = 16;
const LABEL_WIDTH = 140;

/** Values as horizontal bars, the first on top, as an SVG without script or style: a page shows it as a picture. */
export function barChart(bars: Bar[], language: Language): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    chart.setOption({
      animation: false,
      // Room that is given, not measured: without a browser nobody knows how wide a letter is.
      grid: { left: LABEL_WIDTH, right: 84, top: 8, bottom: 28, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value',
        axisLabel: {
          ...FONT,
          formatter: (value: number) => formatNumber(value, language),
          hideOverlap: true,
        },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ label }) => shorten(label)),
        axisLabel: FONT,
        axisLine: { onZero: false },
      },
      series: [
        {
          type: 'bar',
          // Nobody points at a picture.
          silent: true,
          barMaxWidth: 22,
          data: bars.map(({ value }) => ({ value, itemStyle: { color: value < 0 ? '#a4262c' : '#146c43' } })),
          label: {
            ...FONT,
            show: true,
            position: 'right',
            formatter: ({ value }: { value: unknown }) => formatNumber(Number(value), language, 2, 2),
          },
        },
      ],
    });
    return withoutStyles(chart.renderToSVGString());
  } finally {
    // Else its animation loop keeps the isolate awake.
    chart.dispose();
  }
}

/**
 * The library writes fonts as `style` attributes, and what happens under a mouse into a stylesheet: a policy without
 * `unsafe-inline` allows neither. Texts are escaped by then, so that a quote is none of theirs.
 */
function withoutStyles(svg: string): string {
  const attributes = (style: string) =>
    style.replace(/([\w-]+):([^;]*);?/g, (_, name: string, value: string) => `${name}="${value}" `).trim();
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/(?<= )style="([^"]*)"/g, (_, style: string) => attributes(style));
}

function shorten(label: string): string {
  return label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label;
}
