"""Questions to the catalog: exact records, filters, ranked search."""
