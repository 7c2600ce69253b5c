//! Emoji as the words they stand for; others are passed over.

/// French words of an emoji, folded.
pub(super) fn meaning(emoji: char) -> Option<&'static str> {
    Some(match emoji {
        '👍' | '👌' | '✅' | '🆗' | '✔' | '💯' => "oui",
        '👎' | '❌' | '🙅' => "non",
        '🙏' => "merci",
        '👋' => "salut",
        '🤷' => "je sais pas",
        '🥖' | '🍞' | '🥐' => "pain",
        '🎂' | '🍰' | '🧁' | '🍫' => "gateaux",
        '🍳' | '🍽' => "cuisine",
        '🥩' | '🍖' => "viande",
        '🐟' => "poisson",
        '🚗' | '🚙' | '🏎' => "voitures",
        '🏍' | '🛵' => "motos",
        '🚚' | '🚛' => "camion",
        '🔧' | '🔩' => "mecanique",
        '🔨' | '🪚' | '🪵' => "bois",
        '🧱' | '🏗' => "chantier",
        '⚡' | '🔌' => "electricite",
        '💇' | '💈' => "coiffure",
        '💄' | '💅' => "maquillage",
        '💻' | '🖥' => "informatique",
        '🌱' | '🌳' | '🌻' | '🌿' => "plantes",
        '🌸' | '💐' | '🌹' => "fleurs",
        '🐶' | '🐕' | '🐱' | '🐈' | '🐾' => "animaux",
        '🐴' | '🐎' => "chevaux",
        '🐄' | '🐮' => "vaches",
        '👶' | '🍼' => "bebes",
        '👴' | '👵' => "personnes agees",
        '⚽' | '🏋' | '🏀' => "sport",
        '📷' | '📸' => "photo",
        '🎨' => "dessin",
        _ => return None,
    })
}
