<?php
// Renders the content element with stand-ins for the four classes of TYPO3 that it asks, and prints what comes out, as JSON.

declare(strict_types=1);

namespace TYPO3\CMS\Core\Configuration {
    final class ExtensionConfiguration
    {
        public function __construct(private readonly string $address)
        {
        }
        public function get(string $extension, string $path): mixed
        {
            return "$extension $path" === 'lichthof address' ? $this->address : null;
        }
    }
}

namespace TYPO3\CMS\Core\Page {
    final class AssetCollector
    {
        public array $scripts = [];
        public function addJavaScript(string $identifier, string $source, array $attributes = [], array $options = []): self
        {
            $this->scripts[$identifier] = [$source, $attributes, $options];
            return $this;
        }
    }
}

namespace TYPO3\CMS\Core\Service {
    final class FlexFormService
    {
        /** The part of TYPO3's own that this form needs: one sheet, fields with dots in their names. */
        public function convertFlexFormContentToArray(string $text): array
        {
            $settings = [];
            preg_match_all('#<field index="(\w+)\.(\w+)"><value index="vDEF">(.*?)</value>#s', $text, $fields, PREG_SET_ORDER);
            foreach ($fields as [, $group, $name, $value]) {
                $settings[$group][$name] = htmlspecialchars_decode($value);
            }
            return $settings;
        }
    }
}

namespace TYPO3\CMS\Frontend\ContentObject {
    final class ContentObjectRenderer
    {
        public array $data = [];
        public function typoLink_URL(array $conf): string
        {
            return str_starts_with($conf['parameter'], 't3://') ? '/termine?a=1&b=2' : '';
        }
    }
}

namespace {
    error_reporting(E_ALL);
    set_error_handler(static function (int $level, string $words, string $file, int $line): never {
        throw new ErrorException($words, 0, $level, $file, $line);
    });
    require dirname(__DIR__, 2) . '/packages/typo3/lichthof/Classes/Calendar.php';

    $assets = new \TYPO3\CMS\Core\Page\AssetCollector();
    $render = static function (array $fields, string $address = 'https://calendar.example/lichthof.js') use ($assets): string {
        $form = '';
        foreach ($fields as $name => $value) {
            $form .= "<field index=\"settings.$name\"><value index=\"vDEF\">" . htmlspecialchars($value) . '</value></field>';
        }
        $content = new \TYPO3\CMS\Frontend\ContentObject\ContentObjectRenderer();
        $content->data = ['pi_flexform' => $fields ? "<T3FlexForms><data>$form</data></T3FlexForms>" : null];
        $calendar = new \Lichthof\Typo3\Calendar(
            new \TYPO3\CMS\Core\Service\FlexFormService(),
            $assets,
            new \TYPO3\CMS\Core\Configuration\ExtensionConfiguration($address)
        );
        $calendar->setContentObjectRenderer($content);
        return $calendar->render();
    };
    $found = [
        'none' => $render([], 'javascript:alert(1)'),
        'scriptsOfNone' => $assets->scripts,
        'all' => $render([
            'feed' => 'https://a.example/e.json https://b.example/e.ics', 'view' => 'month', 'max' => '5', 'headingLevel' => '3',
            'theme' => '', 'link' => 't3://page?uid=7', 'linkText' => 'Alle Termine', 'base' => 'https://evil.example/',
        ]),
        'hostile' => $render(['feed' => 'https://a.example/"><script>alert(1)</script>', 'link' => 'javascript:alert(1)']),
        'scripts' => $assets->scripts,
        'fields' => array_keys(\Lichthof\Typo3\Calendar::ATTRIBUTES),
        'attributes' => array_values(\Lichthof\Typo3\Calendar::ATTRIBUTES),
    ];
    echo json_encode($found);
}
