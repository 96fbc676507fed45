/**
 * Who gets what: clerk and manager of the depot, accountant, administrator, administrator with a role in the depot
 * (chief), and somebody registered who was given nothing.
 *
 * 200 may; 409 and 422 may, and a rule of the goods refuses the example; 403 may see, may not do; 404 may not see.
 * `-` stands behind an answer with nothing in it. A depot named in a body that one may not see is `DEPOT_UNKNOWN`,
 * 409, in the very words of a depot that there is not: a test compares the two. One column: no depot is named.
 * The catalogue, and the depot where a lot or a serial stands, are no secret to staff (design, section 6).
 */
export const TABLE = `
                                                       own depot                     · other depot                   · no such depot
                                                       clerk manager accountant admin chief idle
People, settings, catalogue
GET /v1/me                                           | 200  200  200  200  200  200
GET /v1/commands                                     | 200  200  200  200  200  404
GET /v1/settings                                     | 200  200  200  200  200  404
PUT /v1/settings                                     | 403  403  403  409  409  404
GET /v1/people                                       | 403  403  403  200  200  404
PUT /v1/people                                       | 403  403  403  409  409  404
GET /v1/depots                                       | 200  200  200  200  200  404
PUT /v1/depots                                       | 403  403  403  409  409  404
GET /v1/bins                                         | 200  200  200  200  200  404 | 200  200  200  200  200  404 | 200- 200- 200- 200- 200- 404
PUT /v1/bins                                         | 403  403  403  409  409  404
GET /v1/items                                        | 200  200  200  200  200  404
PUT /v1/items                                        | 403  200  403  200  200  404
GET /v1/lots                                         | 200  200  200  200  200  404
GET /v1/suppliers                                    | 200  200  200  200  200  404
PUT /v1/suppliers                                    | 403  403  403  409  409  404
GET /v1/services                                     | 200  200  200  200  200  404
PUT /v1/services                                     | 403  403  403  409  409  404
GET /v1/patients                                     | 200  200  200  200  200  404
PUT /v1/patients                                     | 409  409  403  409  409  404
GET /v1/patients/export                              | 403  403  403  200  200  404
POST /v1/patients/erasure                            | 403  403  403  409  409  404
GET /v1/people/export                                | 403  403  403  200  200  404
POST /v1/people/erasure                              | 403  403  403  404  404  404
GET /v1/invoices                                     | 200  200  200- 200  200  404
GET /v1/invoices/{number}                            | 200  200  200  200  200  404

Imports
POST /v1/imports/suppliers                           | 403  403  403  200  200  404
POST /v1/imports/services                            | 403  403  403  200  200  404
POST /v1/imports/patients                            | 200  200  403  200  200  404
POST /v1/imports/depots                              | 403  403  403  200  200  404
POST /v1/imports/bins                                | 403  403  403  200  200  404
POST /v1/imports/items                               | 403  200  403  200  200  404
POST /v1/imports/invoices                            | 403  403  403  200  200  404
POST /v1/imports/opening                             | 403  403  403  422  422  404
POST /v1/imports/stock                               | 403  403  403  422  422  404
POST /v1/imports/stock/check                         | 403  403  403  422  422  404

Stock
GET /v1/stock                                        | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
GET /v1/stock/export                                 | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/stock/card                                   | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
GET /v1/stock/state                                  | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
GET /v1/stock/state/print                            | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/stock/levels                                 | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
GET /v1/stock/expiring                               | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
GET /v1/stock/idle                                   | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
GET /v1/serials                                      | 200  200  200  200  200  404
GET /v1/lots/trace                                   | 200  200  200  200  200  404 | 200  200  200  200  200  404 | 409  409  409  409  409  404
GET /v1/lots/notice                                  | 200  200  200  200  200  404 | 200  200  200  200  200  404 | 409  409  409  409  409  404
POST /v1/lots/block                                  | 403  409  403  403  409  404
POST /v1/lots/release                                | 403  409  403  403  409  404
POST /v1/lots/correction                             | 403  409  403  403  409  404
POST /v1/allocations                                 | 200  200  403  403  200  404 | 409  409  403  403  403  404 | 409  409  409  409  409  404
POST /v1/labels                                      | 200  200  200  200  200  404 | 409  409  200  200  200  404 | 409  409  409  409  409  404
GET /v1/backorders/invoices                          | 200  200  200  200  200  404
POST /v1/backorders/invoices/close                   | 403  409  403  409  409  404
POST /v1/backorders/invoices/reopen                  | 403  409  403  409  409  404
GET /v1/backorders/transfers                         | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404

Documents
GET /v1/documents                                    | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
POST /v1/documents                                   | 409  409  403  403  409  404 | 409  409  403  403  403  404 | 409  409  409  409  409  404
POST /v1/documents/judgement                         | 200  200  403  403  200  404 | 409  409  403  403  403  404 | 409  409  409  409  409  404
GET /v1/documents/{id}                               | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/documents/{id}/rest                          | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/documents/{id}/voucher                       | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/documents/{id}/reversal                      | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
POST /v1/documents/{id}/reversal                     | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/documents/{id}/rectification                | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/documents/{id}/receptions                   | 409  409  403  403  409  404 | 409  409  403  403  403  404 | 409  409  409  409  409  404

Counts and their zips
GET /v1/counts                                       | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
POST /v1/counts                                      | 403  409  403  403  409  404 | 409  409  403  403  403  404 | 409  409  409  409  409  404
POST /v1/counts/preview                              | 403  200  403  403  200  404 | 409  409  403  403  403  404 | 409  409  409  409  409  404
POST /v1/spot-counts                                 | 409  409  403  403  409  404 | 409  409  403  403  403  404 | 409  409  409  409  409  404
GET /v1/counts/{id}                                  | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/counts/{id}/progress                         | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/counts/{id}/lines                            | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/counts/{id}/recap                            | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
GET /v1/counts/{id}/recap/totals                     | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
PUT /v1/counts/{id}/lines                            | 200  200  403  403  200  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
PATCH /v1/counts/{id}/lines                          | 409  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/lines                           | 409  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/lines/import                    | 409  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/teams                           | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/teams/join                      | 409  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/rounds                          | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/close                           | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/reopen                          | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/acknowledgements                | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/approve                         | 403  409  409  403  409  404 | 404  404  409  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/confirm                         | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/cancel                          | 403  409  403  409  409  404 | 404  404  403  409  409  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/reversal                        | 403  409  403  403  409  404 | 404  404  403  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/reversal/approve                | 403  409  409  403  409  404 | 404  404  409  403  403  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/reversal/refuse                 | 403  409  409  403  409  404 | 404  404  409  403  403  404 | 404  404  404  404  404  404
GET /v1/counts/{id}/snapshots/{moment}               | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
POST /v1/counts/{id}/snapshots/{moment}/link         | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404

The portal
/counts                                              | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
/counts/:id                                          | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
/counts/:id/compare                                  | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
/counts/:id/record                                   | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
/counts/:id/:file{gaps-by-(reason|supplier|bin).svg} | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
/counts/:id/:file{before.zip|after.zip}              | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
/documents                                           | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
/documents/:id                                       | 200  200  200  200  200  404 | 404  404  200  200  200  404 | 404  404  404  404  404  404
/journal                                             | 403  403  200  200  200  404
/checks                                              | 403  403  200  200  200  404
/verify                                              | 200  200  200  200  200  404
POST /verify                                         | 200  200  200  200  200  404
/movements                                           | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
/movements/stock.csv                                 | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
/movements/stock.xlsx                                | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
/movements/lines.csv                                 | 200  200  200  200  200  404 | 200- 200- 200  200  200  404 | 200- 200- 200- 200- 200- 404
`;

/** What everybody may read, and the way in and out. */
export const SHOWN_TO_ALL = [
  '/',
  '/assets/portal.css',
  '/assets/icon.svg',
  '/language/:language',
  '/sign-in',
  '/sign-in/start',
  '/sign-in/return',
  'POST /sign-out',
];
