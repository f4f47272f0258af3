//! The table that is printed: a line for each scenario and builder.

use crate::measure::Sample;

/// Samples by scenario and builder.
pub(crate) struct Table {
    names: Vec<&'static str>,
    rows: Vec<(&'static str, Vec<Vec<Sample>>)>,
}

impl Table {
    /// The first builder is ours, the others are what it is compared with.
    pub(crate) fn new(names: impl Iterator<Item = &'static str>) -> Table {
        Table {
            names: names.collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a sample of a scenario.
    pub(crate) fn add(&mut self, scenario: &'static str, builder: usize, sample: Sample) {
        if self.rows.last().is_none_or(|(name, _)| *name != scenario) {
            self.rows.push((scenario, vec![Vec::new(); self.names.len()]));
        }
        if let Some(samples) = self
            .rows
            .last_mut()
            .and_then(|(_, columns)| columns.get_mut(builder))
        {
            samples.push(sample);
        }
    }

    /// Prints all, in Markdown.
    pub(crate) fn print(&self) {
        println!(
            "\n| | | median | min–max | ratio | processor | peak memory |\n|---|---|---|---|---|---|---|"
        );
        for (scenario, columns) in &self.rows {
            let reference = columns
                .get(1)
                .map(|samples| median(samples, |sample| sample.seconds));
            for (name, samples) in self.names.iter().zip(columns) {
                let seconds = |pick: fn(f64, f64) -> f64| {
                    samples
                        .iter()
                        .map(|sample| sample.seconds)
                        .reduce(pick)
                        .unwrap_or(0.0)
                };
                let middle = median(samples, |sample| sample.seconds);
                let ratio =
                    reference.map_or("–".to_owned(), |reference| format!("{:.3}", middle / reference));
                println!(
                    "| {scenario} | {name} | {middle:.3} s | {:.3}–{:.3} | {ratio} | {:.2} s | {:.0} MB |",
                    seconds(f64::min),
                    seconds(f64::max),
                    median(samples, |sample| sample.processor),
                    median(samples, |sample| sample.megabytes),
                );
            }
        }
    }
}

fn median(samples: &[Sample], of: impl Fn(&Sample) -> f64) -> f64 {
    let mut values: Vec<f64> = samples.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
