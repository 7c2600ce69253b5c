//! An import under way: hands events to the caller and counts.

use std::ops::ControlFlow;

use super::error::ImportError;
use super::item::{Event, Item};
use super::report::{ImportReport, Reason, Remark};

/// The caller's end and the counts so far.
pub(crate) struct Run<'a> {
    each: &'a mut dyn FnMut(Event) -> ControlFlow<()>,
    report: ImportReport,
}

/// What becomes of one row.
pub(crate) enum Verdict {
    /// Its items.
    Keep(Vec<Item>),
    /// To be put aside.
    Quarantine(Remark),
    /// To be passed over.
    Skip(Reason),
}

impl<'a> Run<'a> {
    pub(crate) fn new(each: &'a mut dyn FnMut(Event) -> ControlFlow<()>) -> Self {
        Self {
            each,
            report: ImportReport::default(),
        }
    }

    pub(crate) fn into_report(self) -> ImportReport {
        self.report
    }

    /// Counts a row and hands on what became of it.
    pub(crate) fn row(&mut self, verdict: Verdict) -> Result<(), ImportError> {
        self.report.read += 1;
        match verdict {
            Verdict::Keep(items) => {
                self.report.kept += 1;
                for item in items {
                    self.yield_event(Event::Item(item))?;
                }
                Ok(())
            }
            Verdict::Quarantine(remark) => {
                *self.report.quarantined.entry(remark.reason).or_default() += 1;
                self.yield_event(Event::Quarantined(remark))
            }
            Verdict::Skip(reason) => {
                *self.report.skipped.entry(reason).or_default() += 1;
                Ok(())
            }
        }
    }

    /// Counts a flag on a row that is kept.
    pub(crate) fn flag(&mut self, remark: Remark) -> Result<(), ImportError> {
        *self.report.flagged.entry(remark.reason).or_default() += 1;
        self.yield_event(Event::Flagged(remark))
    }

    /// Counts where a kept row was placed and linked.
    pub(crate) fn count(&mut self, placed: Option<()>, linked: Option<()>) {
        self.report.placed += u64::from(placed.is_some());
        self.report.linked += u64::from(linked.is_some());
    }

    fn yield_event(&mut self, event: Event) -> Result<(), ImportError> {
        match (self.each)(event) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ImportError::Stopped),
        }
    }
}
