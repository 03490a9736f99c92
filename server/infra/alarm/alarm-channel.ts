/** Where operators are told at once, beside their mailboxes. */
export type AlarmChannel = {
  /** Resolves when the message was taken. Throws when it was not, so that it is tried again. Does nothing where no channel is set up. */
  post(message: { title: string; text: string; url: string }): Promise<void>;
};

const TIMEOUT_MS = 5_000;

/**
 * Posts to an incoming webhook in Slack's format, which Mattermost, Discord (`/slack`) and others take too: `text` with a link.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export const createAlarmChannel = (webhookUrl: string | undefined): AlarmChannel => ({
  async post({ title, text, url }) {
    if (!webhookUrl) return;
    const response = await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `*${escaped(title)}*\n${escaped(text)}\n<${url}>` }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the alarm webhook answered ${response.status}`);
  },
});

/** The three characters that mean something in Slack's text. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
