package gesso.ai.analysis;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a prompt asks for what no app may do. A courtesy, not a wall: whatever is asked for, an
 * app can do no more than its sandbox lets it.
 */
final class Harm {
    private static final List<Pattern> ASKED =
            List.of(
                    words(
                            "(ignore|disregard|forget|override|bypass)\\b.{0,30}\\b(rules?|instructions?|prompts?|polic(y|ies)|guidelines?|restrictions?|safety|everything above)"),
                    words(
                            "(you are|act as|pretend to be)\\b.{0,30}\\b(unrestricted|jailbroken|root|admin|dan)\\b"),
                    words("system prompt|developer mode|jailbreak"),
                    words(
                            "(send|post|upload|forward|leak|transmit|copy|exfiltrate|pipe|beacon|report)s?\\b.{0,60}(https?://|\\bwww\\.|\\bwebhook|\\bmy (own |private )?server|\\bremote server|\\b[\\w.-]+\\.(com|net|org|example|evil|io|ru|tk)\\b)"),
                    words(
                            "(steal|exfiltrate|harvest|grab|sniff|phish|intercept|hijack|skim)(s|ing)?\\b"),
                    words(
                            "(read|dump|show|collect|capture|get|fetch|access|log|record)s?\\b.{0,40}\\b(cookies?|local ?storage|session ?tokens?|tokens|passwords? of|other (people|users?)'?s?'? (password|data|canvas)|keystrokes?|key presses)\\b"),
                    words(
                            "(fake|look-?alike|imitate|pretend)\\b.{0,40}\\b(log-?in|sign-?in|password|bank|paypal)"),
                    words(
                            "ask(s|ing)?\\b.{0,40}\\b(for|to (enter|type|confirm))\\b.{0,30}\\b(their|your|the user'?s?) (bank )?(password|pin|card number|credentials|cvv)"),
                    words(
                            "phishing|keylogger|malware|ransomware|botnet|crypto-?jack|trojan|spyware|backdoor|ddos|denial of service"),
                    words(
                            "min(e|es|ing)\\b.{0,20}\\b(bitcoin|crypto|coins?|monero|ethereum|currency)|crypto ?miner|coin ?miner"),
                    words(
                            "(infinite|endless) loop|fork bomb|crash (the|every|other|their)|freeze (the|every|other)|fill (the )?(memory|disk)"),
                    Pattern.compile(
                            "<\\s*(script|iframe|img|svg|object)\\b|javascript:|onerror\\s*=|document\\.|window\\.|\\beval\\s*\\(|\\bfetch\\s*\\(|XMLHttpRequest|new WebSocket|importScripts",
                            Pattern.CASE_INSENSITIVE),
                    words(
                            "drop table|union select|or 1\\s*=\\s*1|;\\s*delete from|insert into \\w+ values"),
                    words(
                            "rm -rf|/etc/passwd|environment variables|process\\.env|api keys? (of|from|and send)"),
                    words(
                            "(spy|spies|spying|stalk|eavesdrop)\\b|track (my|her|his|someone'?s) (wife|husband|girlfriend|boyfriend|partner|ex|location without)|without (them|her|him|their) (knowing|noticing|knowledge|consent)"),
                    words(
                            "(make|build|making|building) (a )?(bomb|explosives?|weapon)|credit card (numbers|fraud)|launder"),
                    words(
                            "hidden (script|code)|secretly (send|record|count|log|collect|track)|get(ting)? into their accounts?"),
                    words(
                            "looks? (exactly |just )?like\\b.{0,40}\\b(log-?in|sign-?in|paypal|bank'?s? (page|site|website))"),
                    words(
                            "(pipe|nail|petrol|dirty) bombs?\\b|build(ing)? an? .{0,12}bomb\\b|poison(ing)? (my|her|his|their|someone)\\b|so (that )?(he|she|they) never wakes? up"),
                    words(
                            "break(ing)? into (my|her|his|their|someone'?s?)\\b|(should|can|could|will|to) (bully|harass|humiliate|blackmail)\\b"),
                    words(
                            "impersonat|deface|spam (everyone|all|people)|delete (everyone|everybody|all (the )?(other|users))"));

    private Harm() {}

    private static Pattern words(String pattern) {
        return Pattern.compile("(?<![\\w])(" + pattern + ")", Pattern.CASE_INSENSITIVE);
    }

    static boolean isAsked(Prompt prompt) {
        return ASKED.stream().anyMatch(one -> one.matcher(prompt.text()).find());
    }
}
