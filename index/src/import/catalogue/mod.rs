//! Trainings, from three shapes of catalogue.

mod diplomas;
mod education;
mod fields;
mod linking;
mod ponctuel;
mod rco;

use super::error::ImportError;
use super::json;
use super::layout::{choose, each_row};
use super::lookups::Lookups;
use super::report::{Reason, Remark};
use super::run::{Run, Verdict};
use super::source::Source;
use fields::Fields;
use linking::Book;

/// All rows of any of these catalogues.
pub(crate) fn import(
    source: Source<'_>,
    lookups: &Lookups<'_>,
    run: &mut Run<'_>,
) -> Result<(), ImportError> {
    let mut book = Book::new(lookups);
    if let Source::Json(input) = source {
        return json::each_element(input, &mut |line, element| {
            let serde_json::Value::Object(object) = &element else {
                let text = element.to_string();
                return run.row(Verdict::Quarantine(Remark::new(
                    line,
                    "",
                    &text,
                    Reason::BadValue,
                )));
            };
            let fields = Fields::Object(object);
            let verdict = book.judge(line, education::training(line, fields, lookups), run)?;
            run.row(verdict)
        });
    }
    let mut table = source.table()?;
    let layouts = [&rco::LAYOUT, &education::LAYOUT, &ponctuel::LAYOUT];
    let layout = choose("catalogue", &table.header, &layouts)?;
    let read = match layout.name {
        name if name == rco::LAYOUT.name => rco::training,
        name if name == education::LAYOUT.name => education::training,
        _ => ponctuel::training,
    };
    each_row(&mut table, run, |header, line, record, run| {
        book.judge(line, read(line, Fields::Row(header, record), lookups), run)
    })
}
