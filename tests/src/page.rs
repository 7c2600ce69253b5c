//! A page as a person uses it without JavaScript: read it, press one of its buttons.

use anyhow::{Context, bail, ensure};
use reqwest::{Client, Response, redirect};
use tandem_bot::typography;

/// A page that was shown.
#[derive(Debug, Clone)]
pub struct Page {
    /// HTTP status.
    pub status: u16,
    /// `Set-Cookie` of the answers on the way here.
    pub cookies: Vec<String>,
    html: String,
    site: String,
}

impl Page {
    /// Opens an address.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn open(address: &str) -> anyhow::Result<Self> {
        let site = site_of(address)?;
        Self::read(client()?.get(address).send().await?, site, Vec::new()).await
    }

    /// Presses the button of that label; the first choice is taken where one must be made.
    ///
    /// # Errors
    /// When there is none, or what it leads to does not answer.
    pub async fn press(&self, label: &str) -> anyhow::Result<Self> {
        let (action, fields) = self.form_of(label)?;
        let client = client()?;
        let answer = client
            .post(format!("{}{action}", self.site))
            .form(&fields)
            .send()
            .await?;
        let cookies = cookies(&answer);
        if !answer.status().is_redirection() {
            return Self::read(answer, self.site.clone(), cookies).await;
        }
        let place = answer
            .headers()
            .get("location")
            .context("a redirect leads somewhere")?
            .to_str()?;
        let next = client.get(format!("{}{place}", self.site)).send().await?;
        Self::read(next, self.site.clone(), cookies).await
    }

    /// Its words.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut in_tag = false;
        for letter in self.html.chars() {
            match letter {
                '<' => in_tag = true,
                '>' => in_tag = false,
                _ if !in_tag => text.push(letter),
                _ => {}
            }
        }
        unescaped(&text)
    }

    /// Checks what it says.
    ///
    /// # Errors
    /// Says what is missing and shows the page.
    pub fn check(&self, expected: &[&str]) -> anyhow::Result<()> {
        ensure!(self.status < 500, "status {}: {}", self.status, self.text());
        let text = self.text();
        for part in expected {
            if !text.contains(part) {
                let words: Vec<&str> = text.split_whitespace().collect();
                bail!("expected {part:?} in:\n{}", words.join(" "));
            }
        }
        Ok(())
    }

    async fn read(answer: Response, site: String, mut before: Vec<String>) -> anyhow::Result<Self> {
        before.extend(cookies(&answer));
        Ok(Self {
            status: answer.status().as_u16(),
            cookies: before,
            site,
            // compared word by word
            html: typography::plain(&answer.text().await?),
        })
    }

    /// Where the form of that button goes, and what it sends.
    fn form_of(&self, label: &str) -> anyhow::Result<(String, Vec<(String, String)>)> {
        for form in self.html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let button = form
                .split("<button")
                .skip(1)
                .find(|button| label_of(button) == label);
            let Some(button) = button else { continue };
            let action = attribute(form, "action").context("a form goes somewhere")?;
            let mut fields = Vec::new();
            for input in form.split("<input").skip(1) {
                let input = input.split('>').next().unwrap_or_default();
                let name = attribute(input, "name").context("a field has a name")?;
                let is_taken = fields.iter().any(|(taken, _)| *taken == name);
                if !is_taken {
                    fields.push((name, attribute(input, "value").unwrap_or_default()));
                }
            }
            let head = button.split('>').next().unwrap_or_default();
            if let Some(name) = attribute(head, "name") {
                fields.push((name, attribute(head, "value").unwrap_or_default()));
            }
            return Ok((action, fields));
        }
        bail!("no button {label:?} on the page:\n{}", self.text())
    }
}

fn client() -> anyhow::Result<Client> {
    Ok(Client::builder()
        .redirect(redirect::Policy::none())
        .build()?)
}

/// `http://host:port` of an address.
fn site_of(address: &str) -> anyhow::Result<String> {
    let host = address
        .strip_prefix("http://")
        .and_then(|rest| rest.split('/').next())
        .with_context(|| format!("{address:?} is no address"))?;
    Ok(format!("http://{host}"))
}

fn cookies(answer: &Response) -> Vec<String> {
    answer
        .headers()
        .get_all("set-cookie")
        .iter()
        .filter_map(|cookie| Some(cookie.to_str().ok()?.to_owned()))
        .collect()
}

fn label_of(button: &str) -> String {
    let inside = button.split_once('>').map_or("", |(_, inside)| inside);
    unescaped(inside.split('<').next().unwrap_or_default().trim())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(rest.split('"').next()?))
}

fn unescaped(text: &str) -> String {
    [
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, letter)| {
        text.replace(entity, letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_would_send_it() {
        let page = Page {
            status: 200,
            cookies: Vec::new(),
            site: "http://127.0.0.1:1".to_owned(),
            html: r#"<form method="post" action="/a"><button>Annuler</button></form>
                <form method="post" action="/b"><input type="radio" name="slot" value="1~2">
                <input type="radio" name="slot" value="3~4">
                <button class="x" name="reponse" value="oui">J&#39;accepte</button></form>"#
                .to_owned(),
        };
        let (action, fields) = page.form_of("J'accepte").unwrap();
        assert_eq!(action, "/b");
        let expected = [("slot", "1~2"), ("reponse", "oui")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(fields, expected);
        assert_eq!(page.form_of("Annuler").unwrap().1, []);
        assert!(page.form_of("Rien").is_err());
        assert!(page.text().contains("J'accepte") && !page.text().contains('<'));
    }
}
