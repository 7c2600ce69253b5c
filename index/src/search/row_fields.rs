//! Trainings and employers, field by field.

use jiff::civil::Date;
use tandem_models::{DiplomaLevel, Point};

use super::rows::{RowReader, RowWriter};
use crate::supply::{
    CentreId, Employer, HiringTrade, Location, Offer, OfferId, PlaceLink, Session, Siret,
    TradeLink, Training, TrainingId,
};

pub(super) fn write_training<'a>(training: &'a Training, out: &mut RowWriter<'a>) {
    out.text(Some(training.id.as_str()));
    out.text(Some(&training.title));
    out.text(training.diploma.as_deref());
    out.number(training.level.map_or(0, |level| level.number().into()));
    out.text(training.cfd.as_deref());
    out.text(training.rncp.as_deref());
    out.number(training.romes.len() as u64);
    for rome in &training.romes {
        out.text(Some(rome.as_str()));
    }
    out.number(match training.trade_link {
        TradeLink::Source => 0,
        TradeLink::Certification => 1,
        TradeLink::Title => 2,
        TradeLink::Missing => 3,
    });
    out.text(Some(training.centre.as_str()));
    out.text(Some(&training.centre_name));
    write_location(&training.location, out);
    out.number(match training.place_link {
        PlaceLink::Coordinates => 0,
        PlaceLink::Insee => 1,
        PlaceLink::PostalCode => 2,
        PlaceLink::Missing => 3,
    });
    out.number(training.is_remote.into());
    out.number(training.sessions.len() as u64);
    for session in &training.sessions {
        write_date(Some(session.start), out);
        write_date(session.end, out);
    }
    out.number(training.entry_months.len() as u64);
    for month in &training.entry_months {
        out.number((*month).into());
    }
    out.number(training.capacity.map_or(0, |places| u64::from(places) + 1));
    out.text((!training.keywords.is_empty()).then_some(&training.keywords));
    out.number(training.is_demo.into());
}

pub(super) fn read_training(row: &mut RowReader<'_>, point: Option<Point>) -> Option<Training> {
    Some(Training {
        id: TrainingId(row.text()?.to_owned()),
        title: row.text()?.to_owned(),
        diploma: row.maybe_text()?.map(str::to_owned),
        level: DiplomaLevel::from_number(row.small()?),
        cfd: row.maybe_text()?.map(str::to_owned),
        rncp: row.maybe_text()?.map(str::to_owned),
        romes: row.several(|row| row.text()?.parse().ok())?,
        trade_link: match row.number()? {
            0 => TradeLink::Source,
            1 => TradeLink::Certification,
            2 => TradeLink::Title,
            _ => TradeLink::Missing,
        },
        centre: CentreId(row.text()?.to_owned()),
        centre_name: row.text()?.to_owned(),
        location: read_location(row, point)?,
        place_link: match row.number()? {
            0 => PlaceLink::Coordinates,
            1 => PlaceLink::Insee,
            2 => PlaceLink::PostalCode,
            _ => PlaceLink::Missing,
        },
        is_remote: row.number()? == 1,
        sessions: row.several(|row| {
            Some(Session {
                start: read_date(row)??,
                end: read_date(row)?,
            })
        })?,
        entry_months: row.several(RowReader::small)?,
        capacity: match row.number()? {
            0 => None,
            places => Some(u32::try_from(places - 1).ok()?),
        },
        keywords: row.maybe_text()?.unwrap_or_default().to_owned(),
        is_demo: row.number()? == 1,
    })
}

pub(super) fn write_employer<'a>(employer: &'a Employer, out: &mut RowWriter<'a>) {
    out.number(employer.siret.number());
    out.text(Some(&employer.name));
    out.text(employer.naf.as_deref());
    out.text(employer.activity.as_deref());
    write_location(&employer.location, out);
    out.text(employer.size.as_deref());
    out.number(employer.trades.len() as u64);
    for trade in &employer.trades {
        out.text(Some(trade.rome.as_str()));
        out.score(trade.affinity);
    }
    out.number(employer.hiring_score.is_some().into());
    out.score(employer.hiring_score.unwrap_or_default());
    out.number(employer.offers.len() as u64);
    for offer in &employer.offers {
        out.text(Some(offer.id.as_str()));
        out.text(Some(&offer.title));
        out.number(offer.romes.len() as u64);
        for rome in &offer.romes {
            out.text(Some(rome.as_str()));
        }
        out.number(offer.level.map_or(0, |level| level.number().into()));
        write_date(offer.start, out);
    }
    out.text(employer.mail.as_deref());
    out.text(employer.phone.as_deref());
    out.number(employer.is_demo.into());
}

pub(super) fn read_employer(row: &mut RowReader<'_>, point: Option<Point>) -> Option<Employer> {
    Some(Employer {
        siret: Siret::from_number(row.number()?),
        name: row.text()?.to_owned(),
        naf: row.maybe_text()?.map(str::to_owned),
        activity: row.maybe_text()?.map(str::to_owned),
        location: read_location(row, point)?,
        size: row.maybe_text()?.map(str::to_owned),
        trades: row.several(|row| {
            Some(HiringTrade {
                rome: row.text()?.parse().ok()?,
                affinity: row.score()?,
            })
        })?,
        hiring_score: {
            let is_known = row.number()? == 1;
            let score = row.score()?;
            is_known.then_some(score)
        },
        offers: row.several(|row| {
            Some(Offer {
                id: OfferId(row.text()?.to_owned()),
                title: row.text()?.to_owned(),
                romes: row.several(|row| row.text()?.parse().ok())?,
                level: DiplomaLevel::from_number(row.small()?),
                start: read_date(row)?,
            })
        })?,
        mail: row.maybe_text()?.map(str::to_owned),
        phone: row.maybe_text()?.map(str::to_owned),
        is_demo: row.number()? == 1,
    })
}

fn write_location<'a>(location: &'a Location, out: &mut RowWriter<'a>) {
    out.text(location.address.as_deref());
    out.text(location.postal_code.as_deref());
    out.text(
        location
            .insee
            .as_ref()
            .map(tandem_models::InseeCode::as_str),
    );
    out.text(Some(&location.city));
}

fn read_location(row: &mut RowReader<'_>, point: Option<Point>) -> Option<Location> {
    Some(Location {
        address: row.maybe_text()?.map(str::to_owned),
        postal_code: row.maybe_text()?.map(str::to_owned),
        insee: match row.maybe_text()? {
            Some(code) => Some(code.parse().ok()?),
            None => None,
        },
        city: row.text()?.to_owned(),
        point,
    })
}

/// Years before this one are none of an apprenticeship's.
const FIRST_YEAR: i64 = -9_999;

fn write_date(date: Option<Date>, out: &mut RowWriter<'_>) {
    let Some(date) = date else {
        return out.number(0);
    };
    let year = i64::from(date.year()) - FIRST_YEAR;
    let day = (year * 12 + i64::from(date.month()) - 1) * 31 + i64::from(date.day());
    out.number(day.unsigned_abs());
}

#[expect(
    clippy::option_option,
    reason = "unreadable is not the same as missing"
)]
fn read_date(row: &mut RowReader<'_>) -> Option<Option<Date>> {
    let number = i64::try_from(row.number()?).ok()? - 1;
    if number < 0 {
        return Some(None);
    }
    let (months, day) = (number / 31, number % 31 + 1);
    let year = i16::try_from(months / 12 + FIRST_YEAR).ok()?;
    let date = Date::new(
        year,
        i8::try_from(months % 12 + 1).ok()?,
        i8::try_from(day).ok()?,
    );
    date.ok().map(Some)
}
