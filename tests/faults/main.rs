//! Faults that the product must survive: a killed process, failing services, and people who do the
//! same thing at the same moment.
//!
//! The product's security rules name them; this table names the test for each.
//!
//! | fault | tested by |
//! |---|---|
//! | throttled or failing counter write: 503, not compared | `injected::a_pin_whose_count_could_not_be_committed_gets_no_result`, `dependencies::a_password_whose_count_cannot_be_written_gets_no_result` |
//! | 500 on consuming a PIN | `injected::a_pin_is_not_compared_when_the_table_cannot_be_read`, `steps::nothing_is_half_done_where_the_table_is_throttled` |
//! | time-out after a committed write, retried by the SDK | `injected::a_wrong_pin_whose_commit_lost_its_reply_counts_once`, `dependencies::a_commit_that_outlasts_its_timeout_counts_once`, `steps::nothing_is_half_done_where_a_reply_of_the_table_is_lost` |
//! | the same, retried by the client | `steps::nothing_is_half_done_where_the_process_ends_after_a_call` |
//! | the same, past DynamoDB's ten minutes | `dependencies::a_request_whose_reply_was_lost_is_not_done_again_eleven_minutes_later`, and the two after it |
//! | revoke racing a PIN | `races::a_revocation_that_races_a_pin_a_password_and_a_sign_in_ends_all_of_them` |
//! | crash after the PIN is written and before the SMS; after the SMS is accepted and before it is marked | `steps::events::a_text_whose_sender_is_killed_anywhere_is_sent_at_least_once_and_counted_once` |
//! | ambiguous SMS time-out | `providers::a_text_that_sns_cannot_take_yet_arrives_once_it_can_and_counts_once` |
//! | SMS refused, opted out: reply unchanged, adviser notified | `providers::a_text_that_sns_refuses_is_not_retried_and_the_adviser_is_notified`, `providers::callers_get_the_same_reply_whether_providers_work_fail_or_refuse` |
//! | spend cap | SNS takes the text and reports it later: `record-delivery`, in `tests/journeys` |
//! | credit refunded once | nothing is metered yet |
//! | SES down | `providers::an_email_that_ses_cannot_take_yet_arrives_once_it_can`, `providers::an_email_whose_provider_hangs_delays_others_briefly_and_arrives_once` |
//! | bounce, complaint | `steps::events::a_delivery_report_during_a_table_outage_is_recorded_once`; their consequences are tested in `tests/journeys` |
//! | events delivered three times, out of order | `injected::a_message_delivered_three_times_in_any_order_is_sent_once` |
//! | one bad record in a batch of ten | `providers::one_malformed_record_is_retried_alone` |
//! | a poison record: dead-letter queue, others flow | the same, `providers::every_function_queue_moves_a_record_to_a_dead_letter_queue_after_eight_tries`; the queue itself, in `infra/local`; no alarm is declared yet |
//! | crash between password and level | `steps::nothing_is_half_done_where_the_process_ends_before_a_call`, and the one after a call |
//! | stale index read | `steps::events::clients_are_all_handed_over_once_when_the_hand_over_is_killed`; the local indexes are never behind |
//! | TTL days late | `dependencies::expired_items_are_refused_however_late_they_are_deleted` |
//! | KMS down: reveal 503, password sign-in works, never plaintext | `dependencies::without_kms_no_pin_is_shown_and_passwords_work_where_the_key_is_cached`, `injected::a_cold_start_without_kms_fails_and_the_next_one_with_it_works` |
//! | DynamoDB down for a minute | `dependencies::while_the_table_is_down_every_request_gets_503_and_no_burst_follows` |
//! | two tabs saving the same form | there are no forms yet; two editors of a record: `update-client` in `tests/journeys` |
//! | killed while hashing | `steps::nothing_is_half_done_where_the_process_ends_before_a_call`: the hash comes before the one transaction |
//! | clocks five minutes apart | `dependencies::a_clock_five_minutes_behind_changes_neither_order_nor_outcome` |

mod deliveries;
mod dependencies;
mod injected;
mod journeys;
mod killed;
mod play;
mod providers;
mod races;
mod runners;
mod steps;
mod support;
