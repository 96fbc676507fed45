import { expect, test } from 'vitest';
import { barChart } from '../../worker/portal/charts.ts';

test('gaps become a picture in which no label runs', () => {
  const svg = barChart(
    [
      { label: '<script>alert(1)</script>', value: -12.5 },
      { label: 'Casse', value: 3 },
    ],
    'fr',
  );
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain('&lt;script&gt;');
  expect(svg).toContain('-12,50');
  expect(svg).not.toContain('<script');
});
