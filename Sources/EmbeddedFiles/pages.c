// The files of the pages, apart from those of the inspector. A new file has an array and a row here.
#include "table.h"

static const unsigned char customers_css[] = {
#embed "../EmulatorServer/Dashboard/Pages/customers.css"
};
static const unsigned char customers_js[] = {
#embed "../EmulatorServer/Dashboard/Pages/customers.js"
};
static const unsigned char onboarding_css[] = {
#embed "../EmulatorServer/Onboarding/onboarding.css"
};
static const unsigned char onboarding_html[] = {
#embed "../EmulatorServer/Onboarding/onboarding.html"
};
static const unsigned char onboarding_js[] = {
#embed "../EmulatorServer/Onboarding/onboarding.js"
};
static const unsigned char base_css[] = {
#embed "../EmulatorServer/Pages/base.css"
};
static const unsigned char copy_js[] = {
#embed "../EmulatorServer/Pages/copy.js"
};
static const unsigned char icon_svg[] = {
#embed "../EmulatorServer/Pages/icon.svg"
};
static const unsigned char inspector_html[] = {
#embed "../EmulatorServer/Pages/inspector.html"
};
static const unsigned char reference_css[] = {
#embed "../EmulatorServer/Pages/reference.css"
};
static const unsigned char reference_js[] = {
#embed "../EmulatorServer/Pages/reference.js"
};
static const unsigned char tokens_css[] = {
#embed "../EmulatorServer/Pages/tokens.css"
};
static const unsigned char welcome_css[] = {
#embed "../EmulatorServer/Pages/welcome.css"
};

static const struct embedded_file files[] = {
    EMBEDDED("Sources/EmulatorServer/Dashboard/Pages/customers.css", customers_css),
    EMBEDDED("Sources/EmulatorServer/Dashboard/Pages/customers.js", customers_js),
    EMBEDDED("Sources/EmulatorServer/Onboarding/onboarding.css", onboarding_css),
    EMBEDDED("Sources/EmulatorServer/Onboarding/onboarding.html", onboarding_html),
    EMBEDDED("Sources/EmulatorServer/Onboarding/onboarding.js", onboarding_js),
    EMBEDDED("Sources/EmulatorServer/Pages/base.css", base_css),
    EMBEDDED("Sources/EmulatorServer/Pages/copy.js", copy_js),
    EMBEDDED("Sources/EmulatorServer/Pages/icon.svg", icon_svg),
    EMBEDDED("Sources/EmulatorServer/Pages/inspector.html", inspector_html),
    EMBEDDED("Sources/EmulatorServer/Pages/reference.css", reference_css),
    EMBEDDED("Sources/EmulatorServer/Pages/reference.js", reference_js),
    EMBEDDED("Sources/EmulatorServer/Pages/tokens.css", tokens_css),
    EMBEDDED("Sources/EmulatorServer/Pages/welcome.css", welcome_css),
};

const struct embedded_table embedded_pages = {files, sizeof files / sizeof files[0]};
