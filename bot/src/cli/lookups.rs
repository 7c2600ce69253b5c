//! What importers consult: the tables imported before.

use std::sync::Arc;

use anyhow::Context;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tandem_index::import::{
    Activities, Activity, Certification, CertificationTrade, Certifications, Hirings, Lookups,
};
use tandem_models::{RomeCode, Understander};
use tandem_store::{ReferenceKind, Store};

/// The tables, owned.
pub(super) struct OwnLookups {
    understander: Arc<Understander>,
    certifications: Certifications,
    activities: Activities,
}

impl OwnLookups {
    /// Lends them.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Lookups<'_>) -> T) -> T {
        work(&Lookups {
            understander: &self.understander,
            certifications: &self.certifications,
            activities: &self.activities,
        })
    }
}

/// Reads what was imported before.
pub(super) async fn load(store: &Store) -> anyhow::Result<OwnLookups> {
    let mut certifications = Certifications::default();
    for (key, row) in store
        .reference::<Value>(ReferenceKind::Certifications)
        .await?
    {
        if key.starts_with("certification:") {
            certifications.add(&read::<Certification>(&key, row)?);
        } else if let Some(rncp) = key.strip_prefix("trades:") {
            for rome in read::<Vec<RomeCode>>(&key, row)? {
                let rncp = rncp.to_owned();
                certifications.add_trade(&CertificationTrade { rncp, rome });
            }
        }
    }
    let mut activities = Activities::default();
    for (key, row) in store.reference::<Value>(ReferenceKind::NafHirings).await? {
        if let Some(naf) = key.strip_prefix("label:") {
            activities.add_label(&Activity {
                naf: naf.to_owned(),
                label: read(&key, row)?,
            });
        } else if key.starts_with("hirings:") {
            for hirings in read::<Vec<Hirings>>(&key, row)? {
                activities.add_hirings(&hirings);
            }
        }
    }
    Ok(OwnLookups {
        understander: super::open::understander(store, None).await?,
        certifications,
        activities,
    })
}

fn read<T: DeserializeOwned>(key: &str, row: Value) -> anyhow::Result<T> {
    serde_json::from_value(row).with_context(|| {
        format!("la ligne {key} des tables de référence est illisible : réimportez-la")
    })
}
