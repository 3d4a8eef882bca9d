// The tables of embedded files, one for each file of this folder.
#include "EmbeddedFiles.h"

#define EMBEDDED(path, bytes) {path, bytes, sizeof bytes}

struct embedded_table {
    const struct embedded_file *files;
    size_t count;
};

extern const struct embedded_table embedded_contracts;
extern const struct embedded_table embedded_scenarios;
extern const struct embedded_table embedded_pages;
extern const struct embedded_table embedded_inspector;
extern const struct embedded_table embedded_media;
