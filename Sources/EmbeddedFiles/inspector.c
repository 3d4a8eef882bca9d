// The styles and scripts of the inspector. A new file has an array and a row here.
#include "table.h"

static const unsigned char api_js[] = {
#embed "../EmulatorServer/Pages/Inspector/api.js"
};
static const unsigned char app_js[] = {
#embed "../EmulatorServer/Pages/Inspector/app.js"
};
static const unsigned char changes_js[] = {
#embed "../EmulatorServer/Pages/Inspector/changes.js"
};
static const unsigned char clock_js[] = {
#embed "../EmulatorServer/Pages/Inspector/clock.js"
};
static const unsigned char coverage_js[] = {
#embed "../EmulatorServer/Pages/Inspector/coverage.js"
};
static const unsigned char delivery_js[] = {
#embed "../EmulatorServer/Pages/Inspector/delivery.js"
};
static const unsigned char dom_js[] = {
#embed "../EmulatorServer/Pages/Inspector/dom.js"
};
static const unsigned char editor_js[] = {
#embed "../EmulatorServer/Pages/Inspector/editor.js"
};
static const unsigned char event_js[] = {
#embed "../EmulatorServer/Pages/Inspector/event.js"
};
static const unsigned char fault_forms_js[] = {
#embed "../EmulatorServer/Pages/Inspector/fault-forms.js"
};
static const unsigned char fault_text_js[] = {
#embed "../EmulatorServer/Pages/Inspector/fault-text.js"
};
static const unsigned char faults_js[] = {
#embed "../EmulatorServer/Pages/Inspector/faults.js"
};
static const unsigned char filter_bar_js[] = {
#embed "../EmulatorServer/Pages/Inspector/filter-bar.js"
};
static const unsigned char filter_js[] = {
#embed "../EmulatorServer/Pages/Inspector/filter.js"
};
static const unsigned char holds_js[] = {
#embed "../EmulatorServer/Pages/Inspector/holds.js"
};
static const unsigned char inspector_css[] = {
#embed "../EmulatorServer/Pages/Inspector/inspector.css"
};
static const unsigned char journal_js[] = {
#embed "../EmulatorServer/Pages/Inspector/journal.js"
};
static const unsigned char json_place_js[] = {
#embed "../EmulatorServer/Pages/Inspector/json-place.js"
};
static const unsigned char lines_js[] = {
#embed "../EmulatorServer/Pages/Inspector/lines.js"
};
static const unsigned char list_js[] = {
#embed "../EmulatorServer/Pages/Inspector/list.js"
};
static const unsigned char names_js[] = {
#embed "../EmulatorServer/Pages/Inspector/names.js"
};
static const unsigned char panel_js[] = {
#embed "../EmulatorServer/Pages/Inspector/panel.js"
};
static const unsigned char panels_css[] = {
#embed "../EmulatorServer/Pages/Inspector/panels.css"
};
static const unsigned char parts_js[] = {
#embed "../EmulatorServer/Pages/Inspector/parts.js"
};
static const unsigned char phone_actions_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-actions.js"
};
static const unsigned char phone_bubble_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-bubble.js"
};
static const unsigned char phone_composer_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-composer.js"
};
static const unsigned char phone_content_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-content.js"
};
static const unsigned char phone_draft_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-draft.js"
};
static const unsigned char phone_facts_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-facts.js"
};
static const unsigned char phone_icons_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-icons.js"
};
static const unsigned char phone_list_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-list.js"
};
static const unsigned char phone_log_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-log.js"
};
static const unsigned char phone_notices_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-notices.js"
};
static const unsigned char phone_page_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-page.js"
};
static const unsigned char phone_refresh_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-refresh.js"
};
static const unsigned char phone_rows_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-rows.js"
};
static const unsigned char phone_source_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-source.js"
};
static const unsigned char phone_world_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone-world.js"
};
static const unsigned char phone_css[] = {
#embed "../EmulatorServer/Pages/Inspector/phone.css"
};
static const unsigned char phone_js[] = {
#embed "../EmulatorServer/Pages/Inspector/phone.js"
};
static const unsigned char request_js[] = {
#embed "../EmulatorServer/Pages/Inspector/request.js"
};
static const unsigned char router_js[] = {
#embed "../EmulatorServer/Pages/Inspector/router.js"
};
static const unsigned char scenarios_js[] = {
#embed "../EmulatorServer/Pages/Inspector/scenarios.js"
};
static const unsigned char setting_groups_js[] = {
#embed "../EmulatorServer/Pages/Inspector/setting-groups.js"
};
static const unsigned char settings_js[] = {
#embed "../EmulatorServer/Pages/Inspector/settings.js"
};
static const unsigned char snapshots_js[] = {
#embed "../EmulatorServer/Pages/Inspector/snapshots.js"
};
static const unsigned char snippets_js[] = {
#embed "../EmulatorServer/Pages/Inspector/snippets.js"
};
static const unsigned char state_js[] = {
#embed "../EmulatorServer/Pages/Inspector/state.js"
};
static const unsigned char store_js[] = {
#embed "../EmulatorServer/Pages/Inspector/store.js"
};
static const unsigned char stream_js[] = {
#embed "../EmulatorServer/Pages/Inspector/stream.js"
};
static const unsigned char table_js[] = {
#embed "../EmulatorServer/Pages/Inspector/table.js"
};
static const unsigned char text_js[] = {
#embed "../EmulatorServer/Pages/Inspector/text.js"
};
static const unsigned char timeline_js[] = {
#embed "../EmulatorServer/Pages/Inspector/timeline.js"
};
static const unsigned char timers_js[] = {
#embed "../EmulatorServer/Pages/Inspector/timers.js"
};
static const unsigned char trace_js[] = {
#embed "../EmulatorServer/Pages/Inspector/trace.js"
};
static const unsigned char world_state_js[] = {
#embed "../EmulatorServer/Pages/Inspector/world-state.js"
};
static const unsigned char worlds_js[] = {
#embed "../EmulatorServer/Pages/Inspector/worlds.js"
};

static const struct embedded_file files[] = {
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/api.js", api_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/app.js", app_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/changes.js", changes_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/clock.js", clock_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/coverage.js", coverage_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/delivery.js", delivery_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/dom.js", dom_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/editor.js", editor_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/event.js", event_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/fault-forms.js", fault_forms_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/fault-text.js", fault_text_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/faults.js", faults_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/filter-bar.js", filter_bar_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/filter.js", filter_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/holds.js", holds_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/inspector.css", inspector_css),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/journal.js", journal_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/json-place.js", json_place_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/lines.js", lines_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/list.js", list_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/names.js", names_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/panel.js", panel_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/panels.css", panels_css),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/parts.js", parts_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-actions.js", phone_actions_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-bubble.js", phone_bubble_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-composer.js", phone_composer_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-content.js", phone_content_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-draft.js", phone_draft_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-facts.js", phone_facts_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-icons.js", phone_icons_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-list.js", phone_list_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-log.js", phone_log_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-notices.js", phone_notices_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-page.js", phone_page_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-refresh.js", phone_refresh_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-rows.js", phone_rows_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-source.js", phone_source_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone-world.js", phone_world_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone.css", phone_css),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/phone.js", phone_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/request.js", request_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/router.js", router_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/scenarios.js", scenarios_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/setting-groups.js", setting_groups_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/settings.js", settings_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/snapshots.js", snapshots_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/snippets.js", snippets_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/state.js", state_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/store.js", store_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/stream.js", stream_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/table.js", table_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/text.js", text_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/timeline.js", timeline_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/timers.js", timers_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/trace.js", trace_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/world-state.js", world_state_js),
    EMBEDDED("Sources/EmulatorServer/Pages/Inspector/worlds.js", worlds_js),
};

const struct embedded_table embedded_inspector = {files, sizeof files / sizeof files[0]};
