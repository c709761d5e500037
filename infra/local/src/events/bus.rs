//! An EventBridge bus: each event goes to the targets of every rule that it matches.

use std::sync::Arc;

use serde_json::Value;

use super::queue::Queue;
use crate::template::Template;
use crate::template::pattern::Pattern;

/// A bus that the template declares, with its rules.
pub struct Bus {
    rules: Vec<Rule>,
}

struct Rule {
    pattern: Pattern,
    targets: Vec<Target>,
}

struct Target {
    queue: Arc<Queue>,
    path: Vec<String>,
}

impl Bus {
    /// Returns the bus of that id, whose rules send to their queues among `queues`.
    #[must_use]
    pub fn of(template: &Template, id: &str, queues: &[Arc<Queue>]) -> Self {
        let rules = template.rules.iter().filter(|rule| rule.bus == id).map(|rule| {
            // The template was refused if a rule's queue were missing.
            let targets = rule.targets.iter().filter_map(|target| {
                let queue = queues.iter().find(|queue| queue.logical_id() == target.queue)?;
                Some(Target { queue: Arc::clone(queue), path: target.path.clone() })
            });
            Rule { pattern: rule.pattern.clone(), targets: targets.collect() }
        });
        Self { rules: rules.collect() }
    }

    /// Accepts an event.
    pub fn put(&self, event: &Value) {
        for rule in self.rules.iter().filter(|rule| rule.pattern.matches(event)) {
            for target in &rule.targets {
                match part(event, &target.path) {
                    Some(part) => target.queue.send(part),
                    None => tracing::warn!(
                        queue = target.queue.logical_id(),
                        "an event lacks the part that its rule sends on"
                    ),
                }
            }
        }
    }
}

fn part<'a>(event: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(event, |value, field| value.get(field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::envelope::event;
    use jiff::Timestamp;
    use serde_json::json;

    fn queue(id: &str) -> Arc<Queue> {
        Queue::new(crate::template::Queue { logical_id: id.to_owned(), taker: None, redrive: None })
    }

    #[test]
    fn a_record_goes_to_the_queue_of_its_channel_and_to_no_other() {
        let template = Template::of_this_product().unwrap();
        let queues: Vec<_> =
            template.queues.iter().map(|declared| queue(&declared.logical_id)).collect();
        let bus = Bus::of(&template, "Bus", &queues);
        let waiting = || -> Vec<(String, usize)> {
            let filled = queues.iter().filter(|queue| queue.waiting() > 0);
            filled.map(|queue| (queue.logical_id().to_owned(), queue.waiting())).collect()
        };
        let put = |channel: &str| {
            let record = json!({"dynamodb": {"NewImage": {"channel": {"S": channel}}}});
            bus.put(&event("s", "t", &[], &record, Timestamp::UNIX_EPOCH));
        };
        put("nothing of ours");
        assert_eq!(waiting(), []);
        put("hand-over");
        assert_eq!(waiting(), [("HandOverQueue".to_owned(), 1)]);
        for channel in ["email", "sms", "recovery", "recovery"] {
            put(channel);
        }
        let one_each = [("EmailQueue", 1), ("HandOverQueue", 1), ("RecoveryQueue", 2)];
        let mut expected = one_each.map(|(id, count)| (id.to_owned(), count)).to_vec();
        expected.push(("SmsQueue".to_owned(), 1));
        assert_eq!(waiting(), expected);
        let elsewhere = Bus::of(&template, "AnotherBus", &queues);
        let record = json!({"dynamodb": {"NewImage": {"channel": {"S": "email"}}}});
        elsewhere.put(&event("s", "t", &[], &record, Timestamp::UNIX_EPOCH));
        assert_eq!(waiting(), expected);
    }

    #[test]
    fn a_rule_sends_the_part_that_it_chooses() {
        let whole = event("s", "t", &["r".to_owned()], &json!({"a": 1}), Timestamp::UNIX_EPOCH);
        assert_eq!(part(&whole, &["detail".to_owned()]), Some(&json!({"a": 1})));
        assert_eq!(part(&whole, &[]), Some(&whole));
        assert_eq!(part(&whole, &["detail".to_owned(), "b".to_owned()]), None);
    }
}
