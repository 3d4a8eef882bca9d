// The contract of the API, and that of the control API. A new file has an array and a row here.
#include "table.h"

static const unsigned char openapi_yaml[] = {
#embed "../../openapi.yaml"
};
static const unsigned char control_yaml[] = {
#embed "../EmulatorServer/Control/control.yaml"
};

static const struct embedded_file files[] = {
    EMBEDDED("openapi.yaml", openapi_yaml),
    EMBEDDED("Sources/EmulatorServer/Control/control.yaml", control_yaml),
};

const struct embedded_table embedded_contracts = {files, sizeof files / sizeof files[0]};
