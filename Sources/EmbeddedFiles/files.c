#include "table.h"

static const struct embedded_table *const tables[] = {
    &embedded_contracts,
    &embedded_scenarios,
    &embedded_pages,
    &embedded_inspector,
    &embedded_media,
};

struct embedded_file embedded_file_at(size_t index) {
    for (size_t table = 0; table < sizeof tables / sizeof tables[0]; table++) {
        if (index < tables[table]->count) return tables[table]->files[index];
        index -= tables[table]->count;
    }
    return (struct embedded_file){NULL, NULL, 0};
}
