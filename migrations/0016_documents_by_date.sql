-- Accounting seeks documents by date, type and depot, the latest first: all of them are looked through in this order
-- without reading one. The sequence stands before the type: it settles the order of a day.
CREATE INDEX documents_by_date ON documents (date, sequence, type, depot, destination);
