// The scenarios that `--scenario NAME` finds where no folder has them. A new file has an array and a row here.
#include "table.h"

static const unsigned char agency_with_200_customers_yaml[] = {
#embed "../../scenarios/agency-with-200-customers.yaml"
};
static const unsigned char connected_yaml[] = {
#embed "../../scenarios/connected.yaml"
};
static const unsigned char default_yaml[] = {
#embed "../../scenarios/default.yaml"
};
static const unsigned char flaky_yaml[] = {
#embed "../../scenarios/flaky.yaml"
};
static const unsigned char inbox_yaml[] = {
#embed "../../scenarios/inbox.yaml"
};
static const unsigned char key_rotation_yaml[] = {
#embed "../../scenarios/key-rotation.yaml"
};
static const unsigned char lost_answers_yaml[] = {
#embed "../../scenarios/lost-answers.yaml"
};
static const unsigned char lost_webhooks_yaml[] = {
#embed "../../scenarios/lost-webhooks.yaml"
};
static const unsigned char messages_yaml[] = {
#embed "../../scenarios/messages.yaml"
};
static const unsigned char multi_team_yaml[] = {
#embed "../../scenarios/multi-team.yaml"
};
static const unsigned char no_teams_yaml[] = {
#embed "../../scenarios/no-teams.yaml"
};
static const unsigned char older_documentation_yaml[] = {
#embed "../../scenarios/older-documentation.yaml"
};
static const unsigned char onboarding_account_limit_reached_yaml[] = {
#embed "../../scenarios/onboarding-account-limit-reached.yaml"
};
static const unsigned char onboarding_already_onboarded_yaml[] = {
#embed "../../scenarios/onboarding-already-onboarded.yaml"
};
static const unsigned char onboarding_automatic_yaml[] = {
#embed "../../scenarios/onboarding-automatic.yaml"
};
static const unsigned char onboarding_coexistence_mismatch_yaml[] = {
#embed "../../scenarios/onboarding-coexistence-mismatch.yaml"
};
static const unsigned char onboarding_no_waba_found_yaml[] = {
#embed "../../scenarios/onboarding-no-waba-found.yaml"
};
static const unsigned char onboarding_phone_lookup_failed_yaml[] = {
#embed "../../scenarios/onboarding-phone-lookup-failed.yaml"
};
static const unsigned char onboarding_signup_cancelled_yaml[] = {
#embed "../../scenarios/onboarding-signup-cancelled.yaml"
};
static const unsigned char onboarding_token_exchange_failed_yaml[] = {
#embed "../../scenarios/onboarding-token-exchange-failed.yaml"
};
static const unsigned char onboarding_token_info_failed_yaml[] = {
#embed "../../scenarios/onboarding-token-info-failed.yaml"
};
static const unsigned char plan_gated_yaml[] = {
#embed "../../scenarios/plan-gated.yaml"
};
static const unsigned char rate_limited_yaml[] = {
#embed "../../scenarios/rate-limited.yaml"
};
static const unsigned char refused_requests_yaml[] = {
#embed "../../scenarios/refused-requests.yaml"
};
static const unsigned char secret_rotation_yaml[] = {
#embed "../../scenarios/secret-rotation.yaml"
};
static const unsigned char setup_links_yaml[] = {
#embed "../../scenarios/setup-links.yaml"
};
static const unsigned char slow_yaml[] = {
#embed "../../scenarios/slow.yaml"
};
static const unsigned char subscription_lapsed_yaml[] = {
#embed "../../scenarios/subscription-lapsed.yaml"
};
static const unsigned char templates_yaml[] = {
#embed "../../scenarios/templates.yaml"
};
static const unsigned char usernames_yaml[] = {
#embed "../../scenarios/usernames.yaml"
};
static const unsigned char webhook_receiver_torture_yaml[] = {
#embed "../../scenarios/webhook-receiver-torture.yaml"
};

static const struct embedded_file files[] = {
    EMBEDDED("scenarios/agency-with-200-customers.yaml", agency_with_200_customers_yaml),
    EMBEDDED("scenarios/connected.yaml", connected_yaml),
    EMBEDDED("scenarios/default.yaml", default_yaml),
    EMBEDDED("scenarios/flaky.yaml", flaky_yaml),
    EMBEDDED("scenarios/inbox.yaml", inbox_yaml),
    EMBEDDED("scenarios/key-rotation.yaml", key_rotation_yaml),
    EMBEDDED("scenarios/lost-answers.yaml", lost_answers_yaml),
    EMBEDDED("scenarios/lost-webhooks.yaml", lost_webhooks_yaml),
    EMBEDDED("scenarios/messages.yaml", messages_yaml),
    EMBEDDED("scenarios/multi-team.yaml", multi_team_yaml),
    EMBEDDED("scenarios/no-teams.yaml", no_teams_yaml),
    EMBEDDED("scenarios/older-documentation.yaml", older_documentation_yaml),
    EMBEDDED("scenarios/onboarding-account-limit-reached.yaml", onboarding_account_limit_reached_yaml),
    EMBEDDED("scenarios/onboarding-already-onboarded.yaml", onboarding_already_onboarded_yaml),
    EMBEDDED("scenarios/onboarding-automatic.yaml", onboarding_automatic_yaml),
    EMBEDDED("scenarios/onboarding-coexistence-mismatch.yaml", onboarding_coexistence_mismatch_yaml),
    EMBEDDED("scenarios/onboarding-no-waba-found.yaml", onboarding_no_waba_found_yaml),
    EMBEDDED("scenarios/onboarding-phone-lookup-failed.yaml", onboarding_phone_lookup_failed_yaml),
    EMBEDDED("scenarios/onboarding-signup-cancelled.yaml", onboarding_signup_cancelled_yaml),
    EMBEDDED("scenarios/onboarding-token-exchange-failed.yaml", onboarding_token_exchange_failed_yaml),
    EMBEDDED("scenarios/onboarding-token-info-failed.yaml", onboarding_token_info_failed_yaml),
    EMBEDDED("scenarios/plan-gated.yaml", plan_gated_yaml),
    EMBEDDED("scenarios/rate-limited.yaml", rate_limited_yaml),
    EMBEDDED("scenarios/refused-requests.yaml", refused_requests_yaml),
    EMBEDDED("scenarios/secret-rotation.yaml", secret_rotation_yaml),
    EMBEDDED("scenarios/setup-links.yaml", setup_links_yaml),
    EMBEDDED("scenarios/slow.yaml", slow_yaml),
    EMBEDDED("scenarios/subscription-lapsed.yaml", subscription_lapsed_yaml),
    EMBEDDED("scenarios/templates.yaml", templates_yaml),
    EMBEDDED("scenarios/usernames.yaml", usernames_yaml),
    EMBEDDED("scenarios/webhook-receiver-torture.yaml", webhook_receiver_torture_yaml),
};

const struct embedded_table embedded_scenarios = {files, sizeof files / sizeof files[0]};
