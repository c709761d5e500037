//! How often each action was granted, refused and left without an answer.

use std::collections::BTreeMap;
use std::fmt;

/// The counts of every action.
#[derive(Debug, Clone, Default)]
pub struct Tally(BTreeMap<&'static str, Counts>);

/// The counts of one action.
#[derive(Debug, Clone, Default)]
struct Counts {
    granted: u32,
    refused: BTreeMap<String, u32>,
    unanswered: u32,
}

impl Tally {
    pub fn grant(&mut self, action: &'static str) {
        self.0.entry(action).or_default().granted += 1;
    }

    pub fn refuse(&mut self, action: &'static str, problem: String) {
        *self.0.entry(action).or_default().refused.entry(problem).or_default() += 1;
    }

    pub fn leave_unanswered(&mut self, action: &'static str) {
        self.0.entry(action).or_default().unanswered += 1;
    }

    /// How often it was granted.
    pub fn granted(&self, action: &str) -> u32 {
        self.0.get(action).map_or(0, |counts| counts.granted)
    }

    /// How often it was refused, except because a service was down.
    pub fn refused(&self, action: &str) -> u32 {
        let refused = self.0.get(action).into_iter().flat_map(|counts| &counts.refused);
        refused.filter(|(problem, _)| *problem != "unavailable").map(|(_, count)| count).sum()
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        for (action, counts) in &other.0 {
            let own = self.0.entry(action).or_default();
            own.granted += counts.granted;
            own.unanswered += counts.unanswered;
            for (problem, count) in &counts.refused {
                *own.refused.entry(problem.clone()).or_default() += count;
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (action, Counts { granted, refused, unanswered }) in &self.0 {
            write!(f, "{action:<22} granted {granted:>5}  unanswered {unanswered:>4}  refused")?;
            for (problem, count) in refused {
                write!(f, " {problem} {count}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
