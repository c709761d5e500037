//! The walk's output: steps, e-mails, texts and tables, for a terminal of 100 columns.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use vestibule_tests::Received;

/// The column where every line ends.
const WIDTH: usize = 100;
/// The column where a step's details begin.
const INDENT: usize = 6;

/// The output so far, and the current step.
pub struct Paper {
    bold: (&'static str, &'static str),
    steps: AtomicUsize,
    step: Mutex<String>,
}

impl Paper {
    /// An empty page, with emphasis where a person reads it on a terminal.
    pub fn new() -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some() || !std::io::stdout().is_terminal();
        let bold = if plain { ("", "") } else { ("\u{1b}[1m", "\u{1b}[0m") };
        Self { bold, steps: AtomicUsize::new(0), step: Mutex::default() }
    }

    /// A heading.
    pub fn chapter(&self, title: &str) {
        let rule = "─".repeat(WIDTH.saturating_sub(title.chars().count() + 4));
        let (begin, end) = self.bold;
        put(&format!("\n── {begin}{title}{end} {rule}"));
    }

    /// Writes who does what.
    pub fn step(&self, what: &str) {
        let number = self.steps.fetch_add(1, Ordering::Relaxed) + 1;
        what.clone_into(&mut self.step.lock().unwrap_or_else(PoisonError::into_inner));
        put("");
        let (begin, end) = self.bold;
        for (place, line) in wrapped(what, WIDTH - INDENT).iter().enumerate() {
            let head = if place == 0 { format!("{number:>3}.  ") } else { " ".repeat(INDENT) };
            put(&format!("{head}{begin}{line}{end}"));
        }
    }

    /// Writes the result.
    pub fn so(&self, what: &str) {
        for (place, line) in wrapped(what, WIDTH - INDENT - 2).iter().enumerate() {
            let mark = if place == 0 { "→ " } else { "  " };
            put(&format!("{}{mark}{line}", " ".repeat(INDENT)));
        }
    }

    /// Writes an e-mail or a text, as received.
    pub fn received(&self, message: &Received) {
        let rows: Vec<(&str, &str)> = match message.channel.as_str() {
            "sms" => vec![("To", &message.to)],
            _ => vec![
                ("From", &message.from),
                ("To", &message.to),
                ("Reply to", &message.reply_to),
                ("Subject", &message.subject),
            ],
        };
        let title = if message.channel == "sms" { "text message" } else { "e-mail" };
        let mut lines: Vec<String> =
            rows.iter().map(|(name, value)| format!("{name:<9} {value}")).collect();
        lines.push(String::new());
        lines.extend(message.text.trim_end().lines().map(str::to_owned));
        boxed(title, &lines);
    }

    /// A box of lines.
    pub fn table(&self, title: &str, lines: &[String]) {
        boxed(title, lines);
    }

    /// The number of steps.
    pub fn steps(&self) -> usize {
        self.steps.load(Ordering::Relaxed)
    }

    /// The current step.
    pub fn last_step(&self) -> String {
        self.step.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn boxed(title: &str, lines: &[String]) {
    let margin = " ".repeat(INDENT);
    let inside = WIDTH - INDENT - 4;
    let rule = "─".repeat(inside - title.chars().count() - 1);
    put(&format!("{margin}┌─ {title} {rule}┐"));
    for line in lines.iter().flat_map(|line| wrapped(line, inside)) {
        put(&format!("{margin}│ {line:<inside$} │"));
    }
    put(&format!("{margin}└{}┘", "─".repeat(inside + 2)));
}

/// Words in lines of at most this many characters; a longer word, such as a link, is cut.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if used > 0 && used + length > width {
            lines.push(String::new());
            used = 0;
        }
        for letter in word.chars() {
            if used == width {
                if letter == ' ' {
                    continue;
                }
                lines.push(String::new());
                used = 0;
            }
            lines.last_mut().expect("never empty").push(letter);
            used += 1;
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

#[expect(clippy::print_stdout, reason = "the walk writes to the person who started it")]
pub fn put(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "the walk reports what broke to the person who started it")]
pub fn complain(text: &str) {
    eprintln!("{text}");
}
