import { civilDateIn } from '../../shared/domain/dates.ts';

/** What a call is about: things of one depot. `none` names things that there are not. */
export interface Place {
  depot: string;
  bin: string;
  /** A lot that this depot alone has held. */
  lot: string;
  /** An exit, one that was reversed, a transfer to the third depot, an open count, a confirmed one. */
  exit: string;
  reversed: string;
  transfer: string;
  open: string;
  confirmed: string;
  earlier: string;
}

const thisYear = (depot: string) => {
  const to = civilDateIn('Europe/Paris', new Date());
  return new URLSearchParams({ depot, from: `${to.slice(0, 4)}-01-01`, to });
};

/** One address for every page of the portal that is not for everybody. */
export const PAGES: Record<string, (at: Place) => string> = {
  '/counts': ({ depot }) => `/counts?depot=${depot}`,
  '/counts/:id': ({ confirmed }) => `/counts/${confirmed}`,
  '/counts/:id/compare': ({ confirmed, earlier }) => `/counts/${confirmed}/compare?with=${earlier}`,
  '/counts/:id/record': ({ confirmed }) => `/counts/${confirmed}/record`,
  '/counts/:id/:file{gaps-by-(reason|supplier|bin).svg}': ({ confirmed }) =>
    `/counts/${confirmed}/gaps-by-bin.svg`,
  '/counts/:id/:file{before.zip|after.zip}': ({ confirmed }) => `/counts/${confirmed}/after.zip`,
  '/documents': ({ depot }) => `/documents?depot=${depot}`,
  '/documents/:id': ({ exit }) => `/documents/${exit}`,
  '/journal': () => '/journal',
  '/checks': () => '/checks',
  '/verify': () => '/verify',
  'POST /verify': () => '/verify',
  '/movements': ({ depot }) => `/movements?${new URLSearchParams({ depot })}`,
  '/movements/stock.csv': ({ depot }) => `/movements/stock.csv?${thisYear(depot)}`,
  '/movements/stock.xlsx': ({ depot }) => `/movements/stock.xlsx?${thisYear(depot)}`,
  '/movements/lines.csv': ({ depot }) => `/movements/lines.csv?${thisYear(depot)}`,
};
