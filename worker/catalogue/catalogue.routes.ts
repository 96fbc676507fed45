import { newRoutes } from '../http/routes.ts';

export function catalogueRoutes() {
  return newRoutes();
}
