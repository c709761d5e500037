//! Faults that must be survived: a process that is killed, services that fail, and people who do
//! the same thing at the same moment.
//!
//! The product's security rules name them; here stands what plays each.
//!
//! | what must be survived | what plays it |
//! |---|---|
//! | throttled or failing counter write: 503, not compared | `injected::a_pin_whose_count_could_not_be_committed_is_not_answered`, `dependencies::a_password_whose_count_cannot_be_written_is_not_answered` |
//! | 500 on consuming a PIN | `injected::a_pin_that_the_table_could_not_be_asked_about_is_not_compared`, `steps::nothing_is_half_done_where_the_table_is_throttled` |
//! | time-out after a committed write, tried again by the SDK | `injected::a_wrong_pin_whose_commit_lost_its_reply_counts_once`, `dependencies::a_commit_that_outlasts_the_patience_with_it_counts_once`, `steps::nothing_is_half_done_where_a_reply_of_the_table_is_lost` |
//! | the same, tried again by the client | `steps::nothing_is_half_done_where_the_process_ends_after_a_call` |
//! | the same, past DynamoDB's ten minutes | `dependencies::what_was_done_and_not_answered_is_not_done_again_eleven_minutes_later`, and the two after it |
//! | revoke racing a PIN | `races::a_revocation_beside_a_pin_a_password_and_a_sign_in_ends_all_of_them` |
//! | crash after the PIN is written and before the SMS; after the SMS is accepted and before it is marked | `steps::events::a_text_whose_sender_is_killed_anywhere_is_sent_at_least_once_and_counted_once` |
//! | ambiguous SMS time-out | `providers::a_text_that_sns_does_not_take_for_now_comes_as_soon_as_it_does_and_counts_once` |
//! | SMS refused, opted out: reply unchanged, adviser told | `providers::a_text_that_sns_refuses_is_not_tried_again_and_the_adviser_is_told`, `providers::who_asks_sees_the_same_whether_providers_are_well_or_down_or_refuse` |
//! | spend cap | SNS takes the text and reports it later: `record-delivery`, in `tests/journeys` |
//! | credit refunded once | nothing is metered yet |
//! | SES down | `providers::an_email_that_ses_does_not_take_for_now_comes_as_soon_as_it_does`, `providers::an_email_whose_provider_hangs_holds_up_no_other_for_long_and_comes_once` |
//! | bounce, complaint | `steps::events::what_a_provider_tells_while_the_table_is_away_is_recorded_once`; what follows of them, in `tests/journeys` |
//! | events delivered three times, out of order | `injected::what_the_stream_carries_three_times_in_any_order_is_sent_once` |
//! | one bad record in a batch of ten | `providers::one_record_that_is_not_as_documented_comes_again_alone` |
//! | a poison record: dead-letter queue, others flow | the same, `providers::every_queue_that_a_function_takes_from_gives_up_after_eight_tries`; the queue itself, in `infra/local`; no alarm is declared yet |
//! | crash between password and level | `steps::nothing_is_half_done_where_the_process_ends_before_a_call`, and the one after a call |
//! | stale index read | `steps::events::clients_whose_handing_over_is_killed_are_all_handed_over_once`; the local indexes are never behind |
//! | TTL days late | `dependencies::what_has_expired_is_refused_however_long_it_still_lies_there` |
//! | KMS down: reveal 503, password sign-in works, never plaintext | `dependencies::without_kms_no_pin_is_shown_and_passwords_work_wherever_the_key_is_there`, `injected::a_cold_start_without_kms_is_told_and_the_next_one_with_it_works` |
//! | DynamoDB down for a minute | `dependencies::while_the_table_is_away_everybody_is_told_to_come_back_and_nothing_bursts_afterwards` |
//! | two tabs saving the same form | there are no forms yet; two editors of a record: `update-client` in `tests/journeys` |
//! | killed while hashing | `steps::nothing_is_half_done_where_the_process_ends_before_a_call`: the hash comes before the one transaction |
//! | clocks five minutes apart | `dependencies::a_clock_that_is_five_minutes_behind_the_last_one_changes_neither_order_nor_outcome` |

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
