<?php

declare(strict_types=1);

namespace Lichthof\Typo3;

use TYPO3\CMS\Core\Configuration\ExtensionConfiguration;
use TYPO3\CMS\Core\Page\AssetCollector;
use TYPO3\CMS\Core\Service\FlexFormService;
use TYPO3\CMS\Frontend\ContentObject\ContentObjectRenderer;

/** The content element `lichthof_calendar` on a page. */
final class Calendar
{
    /** What an editor may say: attributes of `<lichthof-calendar>`, under their names in the form. */
    public const ATTRIBUTES = [
        'feed' => 'feed',
        'view' => 'view',
        'views' => 'views',
        'filter' => 'filter',
        'facets' => 'facets',
        'controls' => 'controls',
        'max' => 'max',
        'theme' => 'theme',
        'images' => 'images',
        'headingLevel' => 'heading-level',
    ];

    private ?ContentObjectRenderer $content = null;

    public function __construct(
        private readonly FlexFormService $forms,
        private readonly AssetCollector $assets,
        private readonly ExtensionConfiguration $configuration,
    ) {
    }

    /** TYPO3 calls it before `render`. */
    public function setContentObjectRenderer(ContentObjectRenderer $content): void
    {
        $this->content = $content;
    }

    /** The element as HTML. Its script is put on the page once, however many calendars there are. */
    public function render(): string
    {
        $row = $this->content?->data ?? [];
        $said = $this->forms->convertFlexFormContentToArray((string)($row['pi_flexform'] ?? ''))['settings'] ?? [];
        $address = (string)$this->configuration->get('lichthof', 'address');
        if (preg_match('#^https?://#i', $address)) {
            $this->assets->addJavaScript('lichthof', $address, ['async' => 'async'], ['useNonce' => true]);
        }
        $html = '';
        foreach (self::ATTRIBUTES as $field => $name) {
            $value = trim((string)($said[$field] ?? ''));
            if ($value !== '') {
                $html .= ' ' . $name . '="' . self::escape($value) . '"';
            }
        }
        $link = trim((string)($said['link'] ?? ''));
        $address = $link === '' ? '' : (string)$this->content?->typoLink_URL(['parameter' => $link]);
        $words = trim((string)($said['linkText'] ?? ''));
        $own = $address === '' ? '' : '<a href="' . self::escape($address) . '">' . self::escape($words ?: $address) . '</a>';
        return '<lichthof-calendar' . $html . '>' . $own . '</lichthof-calendar>';
    }

    private static function escape(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
    }
}
