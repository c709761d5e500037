//! The printed table of budgets.

/// Budgets with their figures, and figures without one.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
    notes: Vec<String>,
}

struct Row {
    what: String,
    at_most: f64,
    figure: f64,
    digits: usize,
}

impl Table {
    /// Adds a figure with an upper bound, shown with this many decimal places.
    pub fn row(&mut self, what: impl Into<String>, at_most: f64, figure: f64, digits: usize) {
        self.rows.push(Row { what: what.into(), at_most, figure, digits });
    }

    /// Adds a note: the parts of a figure, or a figure without a budget.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Whether every budget holds.
    pub fn holds(&self) -> bool {
        self.rows.iter().all(Row::holds)
    }

    /// Writes it to standard output.
    #[expect(clippy::print_stdout, reason = "this is what the program is for")]
    pub fn print(&self) {
        println!("{:<76} {:>8} {:>8}", "what", "at most", "is");
        for row in &self.rows {
            let Row { what, at_most, figure, digits } = row;
            let verdict = if row.holds() { "ok" } else { "OVER" };
            println!("{what:<76} {at_most:>8.digits$} {figure:>8.digits$}  {verdict}");
        }
        println!();
        for note in &self.notes {
            println!("{note}");
        }
    }
}

impl Row {
    fn holds(&self) -> bool {
        self.figure <= self.at_most
    }
}
